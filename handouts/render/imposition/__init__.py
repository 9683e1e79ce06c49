"""Pages onto sheets: cards to cut, posters to glue, booklets to fold, marks for a print shop."""
