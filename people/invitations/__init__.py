"""Sheets of one-use invitations for people without e-mail."""
