"""One recommendation that the document tells of twice, in a summary and in detail, or over a page's end, is one."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, joined
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.rules.wording import bare_words

ALIKE = 0.85
BEGINNING = 120


def merged(drafts: Iterable[Draft], ledger: Ledger) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        same = next(
            (one for one in kept if draft.number and _number(one) == _number(draft) and _alike(one, draft)), None
        )
        if same:
            _merge(same, draft, ledger)
        else:
            kept.append(draft)
    return kept


def _number(draft: Draft) -> str:
    return draft.number.casefold().lstrip("0").removesuffix(".")


def _alike(one: Draft, other: Draft) -> bool:
    first, second = (" ".join(bare_words(draft.text))[:BEGINNING] for draft in (one, other))
    if not first or not second:
        return True
    return (
        first.startswith(second)
        or second.startswith(first)
        or SequenceMatcher(None, first, second, False).ratio() >= ALIKE
    )


def _merge(into: Draft, draft: Draft, ledger: Ledger) -> None:
    """What the second adds; where both say who leads and differ, the first stays and the clerk is asked."""
    leads = [joined(one.values.get(Field.OWNER, ())) for one in (into, draft)]
    for field, passages in draft.values.items():
        if not passages:
            continue
        if not into.values.get(field):
            into.values[field] = passages
        elif field is Field.OWNER and not _same_people(*leads):
            into.findings.append(
                Finding(
                    "lead_conflict",
                    "owners",
                    f"The lead is {quoted(leads[0])} in one place and {quoted(leads[1])} in another; I kept the first.",
                    tuple(leads),
                    draft.place,
                )
            )
            for passage in passages:
                ledger.give_back(passage)
        elif field in (Field.ACTION, Field.MEASURE):
            said = bare_words(joined(into.values[field]))
            into.values[field] += [passage for passage in passages if not _within(bare_words(passage.text), said)]
        elif field in (Field.DUE,) and bare_words(joined(into.values[field])) != bare_words(joined(passages)):
            into.values[field] += passages
        elif field is Field.RECOMMENDATION and len(joined(passages)) > len(into.text):
            into.values[field] = passages
    into.labelled |= draft.labelled
    into.section = into.section or draft.section
    for one in draft.rounds:
        for field, passages in one.values.items():
            into.add(field, passages, one.spotted)
        into.round(one.spotted).shade = into.round(one.spotted).shade or one.shade
    into.subs += draft.subs
    into.indicators += draft.indicators
    into.loose += draft.loose
    into.findings += draft.findings
    into.form = into.form or draft.form


def _same_people(one: str, other: str) -> bool:
    return set(bare_words(one)) == set(bare_words(other))


def _within(words: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
