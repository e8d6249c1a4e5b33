"""From an uploaded file to what browsers play."""
