"""The record as tables. Only modules inside storage import these; what leaves storage is a view."""

from storage.tables import messages, people, plans, reports, rounds
from storage.tables.columns import metadata

__all__ = ["messages", "metadata", "people", "plans", "reports", "rounds"]
