"""How easy the words of a handout are to read, and what to shorten."""
