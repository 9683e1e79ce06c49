"""A document on a sheet as bytes: PDFs, print sets, figures alone, pictures of pages."""
