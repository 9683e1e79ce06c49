"""Words as somebody edits them: the parts of a file, drafts of it, and what both legs read."""
