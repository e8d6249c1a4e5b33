"""What colleagues say: words under a film, read by the press first, and kind words to whoever is in it."""
