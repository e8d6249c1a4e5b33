"""Consents: given, withdrawn, kept in a register; a person's data exported and erased."""
