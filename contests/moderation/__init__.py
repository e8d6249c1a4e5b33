"""HR judges what was sent: accepted, returned with a reason, rejected with a reason."""
