"""The typed content through templates to the nodes of a document."""
