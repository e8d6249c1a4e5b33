"""Results: how votes and scores become places, made known by HR, shown as a podium, printed as a protocol."""
