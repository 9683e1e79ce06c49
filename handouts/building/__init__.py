"""Only what changed is built: what each output was made from, and whether that is still so."""
