"""The record as tables. Only modules inside storage import these; what leaves storage is a view."""

from storage.tables import latest, messages, people, plans, questions, rounds
from storage.tables.columns import metadata

__all__ = ["latest", "messages", "metadata", "people", "plans", "questions", "rounds"]
