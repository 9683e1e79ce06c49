"""What was built, to look at: pictures of every page, as a file among the outputs."""
