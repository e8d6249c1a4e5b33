"""When a contest is over: what HR takes out of it, what is forgotten, the same again next year."""
