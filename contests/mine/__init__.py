"""One's own works: where each stands."""
