"""The app that the council's Teams administrator uploads: a manifest and two icons."""
