"""The committee's paper: what it says (`contents`), how each form lays it out (`forms`), and what writes it down."""
