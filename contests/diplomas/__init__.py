"""Diplomas and letters of thanks: worded by HR, names in the right case, numbered, confirmed by a page behind a QR."""
