"""Papers made in the background for HR to take away: one way for diplomas, the protocol and the archive of works."""
