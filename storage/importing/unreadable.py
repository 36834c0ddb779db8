"""The sentences for what cannot be opened: what it is, and what to do instead."""

from pathlib import Path

import yaml

from storage.errors import Refusal

SENTENCES: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def unreadable(shown: str, what: str, most: str = "") -> Refusal:
    """`most` is a limit in words, for the sentences that name one."""
    return Refusal(f"“{shown}” {SENTENCES[what].format(most=most)}")
