"""One recommendation that the document tells of twice, in a summary and in detail, or over a page's end, is one."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, joined
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.letters_apart import unhyphened
from storage.importing.reading.retelling import is_retold
from storage.importing.reading.strips import Passage
from storage.rules.wording import bare_words

ALIKE = 0.85
REFERENCE = re.compile(
    r"(?:(?:minute|min|resolution|res|item|decision|action|ref)\.?\s*(?:no\.?\s*)?)?"
    r"([a-z]{0,6}[-/ ]?\d{1,4}(?:[./-]\d{1,3})*(?:\([a-z]\))?)(?![\w./-])"
)
LETTERS = re.compile(r"^([^\W\d_]{1,6})[-. ]?(0*[1-9]\d*)(?![\d/.-])")
ONCE = (Field.RECOMMENDATION, Field.OWNER, Field.NUMBER)
BEGINNING = 120
FEWEST_WORDS = 5


def merged(drafts: Iterable[Draft], ledger: Ledger) -> list[Draft]:
    kept: list[Draft] = []
    numbered: dict[str, list[Draft]] = {}
    for draft in drafts:
        before = numbered.setdefault(_number(draft), [])
        before = before or numbered.get(_leading(draft), []) if not draft.text else before
        is_same = _alike if draft.number else _retold
        same = next((one for one in before if is_same(one, draft)), None)
        if same:
            _merge_told(same, draft, ledger)
        else:
            kept.append(draft)
            numbered[_number(draft)].append(draft)
    return kept


def _number(draft: Draft) -> str:
    """As it counts: "R3" of the summary is "Recommendation 3" of the detail, "HB02" of the log "HB-02" of the plan."""
    return _joined_up(_written(draft))


def _merge_told(same: Draft, draft: Draft, ledger: Ledger) -> None:
    """A reference that is written otherwise is told, and the one with the text stays as it is."""
    number, told = same.number, _otherwise(same, draft)
    says_no_more = _letters(same) == _letters(draft) or REFERENCE.fullmatch(draft.number.casefold())
    _merge(same, draft, ledger)
    if told:
        same.number = number
        ledger.take(draft.values.get(Field.NUMBER, ()) if says_no_more else ())
        same.findings += [finding for finding in told if finding not in same.findings]


def _leading(draft: Draft) -> str:
    """The reference at the head of a cell that says more: "Minute 7.1", "7.1 Lock keepers"."""
    found = REFERENCE.match(draft.number.casefold())
    return _joined_up(found[1]) if found else ""


def _joined_up(reference: str) -> str:
    """ "hb-02" as "hb2"."""
    return LETTERS.sub(lambda found: found[1] + found[2].lstrip("0"), reference)


def _letters(draft: Draft) -> str:
    return "".join(re.findall(r"[^\W_]", draft.number.casefold()))


def _written(draft: Draft) -> str:
    return re.sub(r"^(?:r ?)?0*(?=\d)", "", draft.number.casefold()).removesuffix(".")


def _otherwise(one: Draft, other: Draft) -> list[Finding]:
    """For the clerk: the same reference is written in two ways."""
    if _written(one) == _written(other):
        return []
    said = f"{quoted(other.number)} is written otherwise than {quoted(one.number)}; I took them for the same reference."
    return [Finding("reference_alike", "number", said, (one.number, other.number))]


def _retold(one: Draft, other: Draft) -> bool:
    """Without a number: the same words in a table's row and again over its own form, or in a table of other columns."""
    words = bare_words(one.text)
    if one.form != other.form:
        return len(words) >= FEWEST_WORDS and words == bare_words(other.text)
    return not one.form and one.of_row != other.of_row and is_retold(one.text, other.text)


def _alike(one: Draft, other: Draft) -> bool:
    return is_alike(one.text, other.text)


def is_alike(one: str, other: str) -> bool:
    """Whether two texts are of the same recommendation. Where one says nothing, its number does."""
    first, second = (" ".join(bare_words(text))[:BEGINNING] for text in (one, other))
    if not first or not second:
        return True
    return (
        first.startswith(second)
        or second.startswith(first)
        or SequenceMatcher(None, first, second, False).ratio() >= ALIKE
    )


def _are_hyphened_otherwise(one: str, other: str) -> bool:
    return one.casefold() != other.casefold() and unhyphened(one) == unhyphened(other)


def _merge(into: Draft, draft: Draft, ledger: Ledger) -> None:
    """What the second adds. What it only says again is placed with the first; what contradicts it is not, and is doubted."""
    # A table that gives an account is what the document is, though a form tells more of the same; one that only lists is not.
    into.form = any(one.form for one in (into, draft)) and all(one.form or not one.rounds for one in (into, draft))
    into.number = max(into.number, draft.number, key=len)
    leads = [joined(one.values.get(Field.OWNER, ())) for one in (into, draft)]
    by_action = bool(into.action_rows and draft.action_rows and into.of_row == draft.of_row) or _are_rows_of(
        into, draft
    )
    conflict = not by_action and all(leads) and set(bare_words(leads[0])) != set(bare_words(leads[1]))
    if all(leads) and not conflict and _are_hyphened_otherwise(*leads):
        said = f"“{leads[1]}” and “{leads[0]}” may be one person; I kept the first."
        into.findings.append(Finding("owner_name_variant", "owners", said, (leads[0], leads[1]), draft.place))
    if conflict:
        said = f"The lead is {quoted(leads[0])} in one place and {quoted(leads[1])} in another; I kept the first."
        into.findings.append(Finding("lead_conflict", "owners", said, tuple(leads), draft.place))
    for field, passages in draft.values.items():
        if not into.values.get(field):
            into.values[field] = passages
        elif field in ONCE and not (by_action and field is Field.OWNER):
            again = passages
            if field is Field.RECOMMENDATION and len(joined(passages)) > len(into.text):
                again, into.values[field] = into.values[field], passages
            if not (conflict and field is Field.OWNER):
                _take_what_is_said(again, into.values[field], ledger)
        else:
            said_before = bare_words(joined(into.values[field]))
            again = [passage for passage in passages if _within(bare_words(passage.text), said_before)]
            ledger.take(again)
            into.values[field] += [passage for passage in passages if passage not in again]
    for one in draft.rounds:
        for field, passages in one.values.items():
            into.add(field, passages, one.spotted)
        into.round(one.spotted).shade = into.round(one.spotted).shade or one.shade
    into.labelled |= draft.labelled
    into.heading, into.over, into.theme = (
        into.heading or draft.heading,
        into.over or draft.over,
        into.theme or draft.theme,
    )
    for label, passages in draft.besides.items():
        before = bare_words(joined(into.besides.get(label, ())))
        again = [passage for passage in passages if _within(bare_words(passage.text), before)]
        ledger.take(again)
        into.besides.setdefault(label, []).extend(passage for passage in passages if passage not in again)
    into.beside_heads += draft.beside_heads
    into.subs += draft.subs
    into.action_rows += draft.action_rows
    into.indicators += draft.indicators
    into.loose += draft.loose
    into.findings += draft.findings
    into.inherited += draft.inherited


def _are_rows_of(into: Draft, draft: Draft) -> bool:
    """Whether only one of them has rows of actions, several of them, whose leads are not all the same."""
    rows = into.action_rows or draft.action_rows
    leads = {joined(row.values.get(Field.OWNER, ())) for row in rows} - {""}
    return len(leads) > 1 and bool(into.action_rows) != bool(draft.action_rows)


def _take_what_is_said(again: Sequence[Passage], before: Sequence[Passage], ledger: Ledger) -> None:
    """Words that are said again are placed with those before them. Where one is another, they are told."""
    said = set(bare_words(joined(before)))
    ledger.take(passage for passage in again if said.issuperset(bare_words(passage.text)))


def _within(words: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
