"""Database and media in one archive, made from a running portal, and back."""
