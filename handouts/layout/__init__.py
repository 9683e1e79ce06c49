"""Nodes to blocks, lines and pages: where everything stands, in pt."""
