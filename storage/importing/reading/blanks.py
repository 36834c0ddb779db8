"""Cells that are filled so that none is empty: "None given" is the form's own word for nothing, and is read as that."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from storage.importing.reading.drafts import Draft, Values, joined
from storage.importing.reading.ledger import Ledger
from storage.rules.wording import bare_words


def emptied(draft: Draft, ledger: Ledger) -> None:
    """Takes out the values that only say that there is none. Their words have their place: an empty field says the same."""
    for passages in draft.values.values():
        ledger.take(passage for passage in passages if is_blank(passage.text))
        passages[:] = [passage for passage in passages if not is_blank(passage.text)]
    for values in _of_rounds_and_parts(draft):
        for field in [field for field, passages in values.items() if is_blank(joined(passages))]:
            ledger.take(values.pop(field))
    if is_blank(draft.number):
        draft.number = ""
    for sub in draft.subs:
        sub.number = "" if is_blank(sub.number) else sub.number


def is_blank(text: str) -> bool:
    return bare_words(text) in _blanks()


def _of_rounds_and_parts(draft: Draft) -> Iterator[Values]:
    """Where a value is an account, and a line of it is somebody's."""
    yield from (one.values for one in draft.rounds)
    yield from (one.values for one in draft.subs)
    yield from (one.values for one in draft.indicators)


@cache
def _blanks() -> frozenset[tuple[str, ...]]:
    said: list[str] = yaml.safe_load(files("storage.importing.reading").joinpath("blanks.yaml").read_text("utf-8"))
    return frozenset(bare_words(words) for words in said)
