"""The jury at work: each member's pile, one work at a time, and nobody's marks seen before one's own are in."""
