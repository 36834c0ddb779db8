"""The record as tables. Only modules inside storage import these; what leaves storage is a view."""

from storage.tables import intakes, latest, messages, people, plans, questions, reports, rounds
from storage.tables.columns import metadata

__all__ = ["intakes", "latest", "messages", "metadata", "people", "plans", "questions", "reports", "rounds"]
