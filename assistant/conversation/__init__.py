"""A later message made to stand alone, with what the messages before lend it."""
