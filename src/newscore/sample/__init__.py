"""A sample news page of our own invention, for the demonstration and for first tries."""
