"""Paper, type, colour: the measures and looks that layout, email and web pages share."""
