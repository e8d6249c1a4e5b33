"""From a story to what a subscriber sees: the template filled, the pictures fetched, the length measured."""
