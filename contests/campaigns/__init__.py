"""Campaigns (акции): places and shifts that are never overbooked, what was achieved, thanks."""
