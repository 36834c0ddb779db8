"""Who and by when, from their own cells or from one cell that mixes both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.importing.proposal import Dated, ProposedOwner
from storage.importing.reading.dates import is_vague, read_when
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field
from storage.importing.reading.owners import read_owners, split_lead
from storage.importing.reading.people import is_body, is_person, is_role
from storage.importing.reading.spans import spans_of
from storage.importing.reading.statuses import status_apart, without_statuses
from storage.importing.reading.strips import Passage
from storage.vocabulary import Part

PARTS = ((Field.OWNER, Part.LEAD), (Field.JOINT_OWNER, Part.JOINT), (Field.SUPPORT, Part.SUPPORTING))
PIECES = re.compile(r"\s+/\s+|\s*;\s+")
EDGES = " ,;:-–—[]"
LEAD_IN = re.compile(
    r"[(\[]?(?:\b(?:by|on|for|and|from|in|before|until|due|no later than|(?:the\s+)?(?:end|beginning|start)(?:\s+of)?)\s*)+$",
    re.IGNORECASE,
)
NO_REVISION = ("", "n/a", "na", "none", "nil")


@dataclass(frozen=True, slots=True)
class Responsible:
    """`due` says all of dates, with the one that counts; `dues` are the first and the revised one, each in its own words."""

    owners: tuple[ProposedOwner, ...]
    due: Dated
    dues: tuple[Dated, ...]
    findings: tuple[Finding, ...]


def read_responsible(draft: Draft, *, expects_owner: bool, expects_due: bool, short_years: bool = False) -> Responsible:
    """`expects_…`: other recommendations of the document have one, so that a blank here is a gap."""
    who = {field: [p.text for p in draft.values.get(field, ())] for field, _ in PARTS}
    when = list(draft.values.get(Field.DUE, ()))
    revised = draft.values.get(Field.REVISED_DUE, [])
    findings: list[Finding] = []
    mixed_who, mixed_when = unmixed(draft.values.get(Field.OWNER_AND_DUE, ()))
    who[Field.OWNER], statuses, of_statuses = without_statuses(who[Field.OWNER], _is_somebody)
    findings += of_statuses
    who[Field.OWNER] += [one for line in mixed_who for one in line.split("; ")]
    if not when:
        who[Field.OWNER], stray = _dates_out(who[Field.OWNER])
        mixed_when += stray
        if stray:
            findings.append(
                Finding(
                    "owner_mixed_with_date",
                    "owners",
                    f"A date stands with the owner ({quoted(', '.join(stray))}); I took it for the due date.",
                )
            )
    elif dated := next((line for line in who[Field.OWNER] if spans_of(line)), ""):
        findings.append(
            Finding(
                "owner_mixed_with_date",
                "owners",
                f"A date stands with the owner ({quoted(dated)}); I kept both as written.",
            )
        )
    owners, doubts = _owners(who)
    findings += doubts
    due, dues, doubts = _due(when, revised, mixed_when, short_years=short_years)
    findings += doubts
    due = replace(due, text="\n".join(said for said in (due.text, *statuses) if said))
    if expects_owner and not owners:
        findings.append(Finding("owner_missing", "owners", "No owner is given."))
    if expects_due and not due.text:
        findings.append(Finding("due_missing", "due", "No due date is given."))
    return Responsible(owners, due, dues, tuple(findings))


def lead_in_heading(draft: Draft) -> None:
    """ "Recommendation 3: … (ASHA PRYCE)": who leads is taken out of the text."""
    passages = draft.values.get(Field.RECOMMENDATION, [])
    if draft.named_above and passages and (lead := split_lead(passages[-1].text)):
        last = passages[-1]
        head = last.text[: last.text.rindex(f"({lead})")].strip()
        passages[-1:] = [Passage(last.index, head, last.place, last.struck, last.numbered)] if head else []
        draft.add(Field.OWNER, [Passage(last.index, lead, last.place)])


def _owners(who: dict[Field, list[str]]) -> tuple[tuple[ProposedOwner, ...], list[Finding]]:
    owners: list[ProposedOwner] = []
    findings: list[Finding] = []
    for field, part in PARTS:
        read = read_owners(who[field], part)
        owners += read.owners
        findings += read.findings
    distinct = {(owner.text.casefold(), owner.part): owner for owner in reversed(owners)}
    return tuple(reversed(distinct.values())), findings


def _due(
    when: Sequence[Passage], revised: Sequence[Passage], mixed: Sequence[str], *, short_years: bool
) -> tuple[Dated, tuple[Dated, ...], list[Finding]]:
    """All that is said of dates with the one that counts; the first and the revised one apart, where both are dates; doubts."""
    texts = [*(passage.text for passage in when), *mixed]
    struck = " ".join(passage.struck for passage in when if passage.struck)
    first = read_when(texts, struck, short_years=short_years) if texts else None
    if first and (removed := " ".join(passage.removed for passage in (*when, *revised) if passage.removed)):
        first = replace(first, findings=(*first.findings, *_taken_out(removed, first.dated)))
    if not revised:
        return (first.dated, (), list(first.findings)) if first else (Dated(), (), [])
    later = read_when([passage.text for passage in revised], short_years=short_years)
    text = "\n".join([*texts, later.dated.text])
    every = tuple(dict.fromkeys((*(first.dated.all if first else ()), *later.dated.all)))
    findings = [*(first.findings if first else ()), *later.findings]
    if not later.dated.on and later.dated.text.strip("-–—/ ").casefold() in NO_REVISION:
        return Dated(text, first.dated.on if first else None, every), (), list(first.findings) if first else []
    apart = (first.dated, later.dated) if first and later.dated.on else ()
    if later.dated.on and first and first.dated.on and first.dated.on != later.dated.on:
        said = f"The date was revised ({quoted(text)}); I took the revised one."
        findings = [one for one in findings if one.code != "due_multiple"]
        findings.append(Finding("due_multiple", "due", said, tuple(map(str, every))))
    if first and first.dated.on and any(one.code == "due_invalid" for one in later.findings):
        # The first date counts no more, and nobody knows which does: it is only offered.
        offered = tuple(dict.fromkeys((*later.findings[0].candidates, str(first.dated.on))))
        doubts = [replace(one, candidates=offered) if one.code == "due_invalid" else one for one in findings]
        return Dated(text, None, every), apart, doubts
    return Dated(text, later.dated.on or (first.dated.on if first else None), every), apart, findings


def _taken_out(removed: str, dated: Dated) -> list[Finding]:
    """A date that a tracked change replaced, accepted or not."""
    if not spans_of(removed):
        return []
    said = f"{quoted(removed)} was taken out by a tracked change; I read {quoted(dated.text)}."
    return [Finding("due_struck_through", "due", said, tuple(map(str, dated.all)))]


def unmixed(passages: Sequence[Passage]) -> tuple[list[str], list[str]]:
    """Each line of a cell of owners and dates: which of the two it is, or both parted."""
    who: list[str] = []
    when: list[str] = []
    for piece in (piece for passage in passages for piece in PIECES.split(passage.text)):
        owner, date = _one_mixed(piece)
        who += [owner] if owner else []
        when += [date] if date else []
    return who, when


def _one_mixed(text: str) -> tuple[str, str]:
    """Who stands before, between and after the dates of one line; what else follows a date goes on with it."""
    spans = [span for span in spans_of(text) if span.kind != "misspelt" or span.readings]
    if not spans:
        return _vague_tail(text) if is_vague(text) else status_apart(text, _is_somebody)
    first = _bare_piece(text[: spans[0].start])
    if first and not _is_somebody(first):
        return "", text
    owners, dates = [first] if first else [], []
    ends = [*(span.start for span in spans[1:]), len(text)]
    before = text[: spans[0].start]
    for span, end in zip(spans, ends, strict=True):
        after = text[span.end : end]
        piece, said = _bare_piece(after), f"{_lead_in(before)}{span.text}"
        if piece and piece[0].isupper() and _is_somebody(piece):
            owners.append(piece)
        elif piece:
            said = f"{said}{after.removesuffix(_lead_in(after)).rstrip(f'{EDGES}/')}"
        dates.append(said)
        before = after
    return ("; ".join(owners), "\n".join(dates)) if owners else ("", text)


def _bare_piece(text: str) -> str:
    """What stands between dates, without what only joins it to them."""
    bare = text.strip(EDGES).removeprefix(")").removesuffix("(").strip(EDGES)
    return re.sub(r"^(?:and|by)\b", "", LEAD_IN.sub("", bare), flags=re.IGNORECASE).strip(EDGES)


def _lead_in(text: str) -> str:
    """ "by end of " before a date is the date's."""
    found = LEAD_IN.search(text.rstrip())
    return f"{found[0].strip(' ([')} " if found else ""


def _vague_tail(text: str) -> tuple[str, str]:
    """ "LSCB Business Manager Completed Quarterly" has an owner in front of its words; "Quarterly" has none."""
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        if is_vague(tail) and not is_vague(head) and _is_somebody(head) and not _is_somebody(tail):
            return head.strip(EDGES), tail
    return ("", text) if not _is_somebody(text.split(" to ", maxsplit=1)[0]) or is_vague(words[0]) else (text, "")


def _is_somebody(text: str) -> bool:
    if is_person(text) or is_role(text) or is_body(text) or text.isupper():
        return True
    several = re.split(r"\s*(?:[,/&]|\band\b|\bwith\b)\s*", text)
    return len(several) > 1 and all(map(is_person, several))


def _dates_out(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    who: list[str] = []
    when: list[str] = []
    for line in lines:
        certain = [span for span in spans_of(line) if span.is_certain]
        owner, date = _one_mixed(line) if certain else (line, "")
        who += [owner] if owner else []
        when += [date] if date else []
    return who, when
