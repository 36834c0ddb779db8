"""A council's document becomes a proposal for the record: opened, understood, shown with every doubt, then taken in."""
