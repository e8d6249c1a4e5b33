"""Entering a contest: the form that HR made, drafts, files, who takes part, sending and taking back."""
