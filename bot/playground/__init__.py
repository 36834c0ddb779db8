"""Teams' stand-in for one machine: Microsoft's side of the wire, and a page to speak from."""
