"""A document as one page of the web that stands alone: for phones, and for whoever prints it."""
