"""Handouts by email: drafts with the PDF in them, for one patient or for many, and sending them.

Called `mail`, as `email` is Python's own package for messages, which it is built on.
"""
