"""Files: where they are, which were read, what is kept, and publishing to `dist/`."""
