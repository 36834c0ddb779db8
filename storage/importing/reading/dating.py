"""Which round words belong to where their label lost its date, or where there is no label at all."""

from collections.abc import Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, RoundDraft, same_round
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted

OF_A_COLUMN = {Field.GRADE, Field.PERCENT}


def date_rounds(
    draft: Draft, rounds: Sequence[Spotted], dated: frozenset[Field], stands_at: Spotted | None
) -> list[Finding]:
    """`rounds` are those that the document names anywhere, `dated` the labels that name one. Every guess is doubted, but
    for the grade of a row where the whole document says at which day it `stands_at`."""
    _leave_out_blank(draft)
    missing = [one for one in rounds if not any(same_round(one, here.spotted) for here in draft.rounds)]
    undated = next(
        (here for here in draft.rounds if here.spotted is None and (draft.form or here.says_something)), None
    )
    findings = [_lost(spotted, draft.place, str(what)) for what, spotted in draft.inherited if what in dated]
    if undated and rounds:
        is_grade = not draft.form and undated.labelled <= OF_A_COLUMN
        found = _dated(draft, undated, missing)
        is_plain = is_grade and stands_at and found.round and found.round == _name(rounds, stands_at)
        findings += [] if is_plain else [found]
    if draft.loose:
        findings.append(_placed(draft, missing))
    return findings


def _name(rounds: Sequence[Spotted], day: Spotted) -> str:
    return next((one.text for one in rounds if same_round(one, day)), "")


def _leave_out_blank(draft: Draft) -> None:
    """A blank cell for the grade beside an account that has its day is no round of its own: the grade of that is missing."""
    told = [here for here in draft.rounds if here.spotted and here.says_something]
    blank = next((here for here in draft.rounds if here.spotted is None and not here.says_something), None)
    if draft.form or blank is None or not told or not blank.labelled <= OF_A_COLUMN:
        return
    last = max(told, key=lambda here: str(here.spotted.on or "") if here.spotted else "")
    last.labelled |= blank.labelled
    draft.rounds.remove(blank)


def _dated(draft: Draft, undated: RoundDraft, missing: list[Spotted]) -> Finding:
    """Values without a date go with the round that lacks just these, or are the one round that is missing here."""
    named = [here for here in draft.rounds if here.spotted]
    lacking = [here for here in named if not undated.labelled & here.labelled]
    if named and undated.labelled <= OF_A_COLUMN and all(here.told for here in named):
        missing = []  # the days of a diary are each record's own, and the grade beside it is of the last
    if len(missing) == 1 and not lacking:
        undated.spotted = missing.pop()
    elif len(lacking) == 1 or (lacking and not missing):
        last = max(lacking, key=lambda here: str(here.spotted.on or "") if here.spotted else "")
        _pour(undated, last)
        draft.rounds.remove(undated)
        undated = last
    if undated.spotted:
        return _lost(undated.spotted, undated.place)
    names = tuple(one.text for one in missing)
    said = "A label here has no date, and I cannot tell its round."
    return Finding("round_label_missing", "round", said, names, undated.place)


def _lost(spotted: Spotted, place: str, what: str = "") -> Finding:
    said = f"{f'The label of the {what}' if what else 'A label here'} has no date; I took it for {spotted.text}."
    return Finding("round_label_missing", "round", said, (spotted.text,), place, spotted.text)


def _placed(draft: Draft, missing: Sequence[Spotted]) -> Finding:
    """Text without any label is the evidence of the one round that is missing, else more of the last."""
    place, first = draft.loose[0].place, quoted(draft.loose[0].text, 40)
    if len(missing) == 1:
        values = {Field.EVIDENCE: list(draft.loose)}
        draft.rounds.append(RoundDraft(missing[0], values, {Field.EVIDENCE}, place=place, loose=True))
        said = f"{first} and what follows has no label; I took it for the evidence of {missing[0].text}."
        return Finding("label_missing", "evidence", said, (), place, missing[0].text)
    here = draft.rounds[-1] if draft.rounds else draft.round(None)
    here.values.setdefault(Field.EVIDENCE, []).extend(draft.loose)
    return Finding(
        "label_missing", "evidence", f"{first} and what follows has no label; I added it to the evidence.", (), place
    )


def _pour(undated: RoundDraft, into: RoundDraft) -> None:
    for field, passages in undated.values.items():
        into.values.setdefault(field, []).extend(passages)
    into.labelled |= undated.labelled
    into.shade = into.shade or undated.shade
