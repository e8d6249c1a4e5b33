"""What comes from outside as a file: refused with a Russian sentence, or stored so that it can do no harm."""
