"""What may leave the company for a channel: no face and no name without consent, no telephone, no birthday."""
