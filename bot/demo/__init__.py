"""A council of our own invention, so that the program can be tried with nothing but a database."""
