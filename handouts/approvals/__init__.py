"""Which words a clinician has approved: these exact ones, and no others."""
