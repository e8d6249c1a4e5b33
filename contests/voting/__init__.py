"""The people's vote: one each, changed or taken back until the close, and secret. See docs/decisions/0008."""
