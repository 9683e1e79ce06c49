"""What was built, to look at: a gallery of page pictures, as a file and as a live page."""
