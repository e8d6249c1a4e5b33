"""The directory: the wall of faces with its filters, the phone book, the units."""
