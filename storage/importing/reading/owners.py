"""Who answers for a recommendation: people, roles and bodies as they are written, parted only where that is plain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from storage.importing.proposal import ProposedOwner
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.one_owner import awaits, name_length, owner_of
from storage.importing.reading.people import (
    begins_post,
    begins_with_person,
    is_certainly_another,
    is_person,
    is_post_over,
    is_work,
    lexicon,
    may_be_name,
    stands_alone,
)
from storage.importing.reading.together import (
    are_languages,
    are_whole_bodies,
    is_inside_name,
    may_be_one_body,
    may_share_body,
    said_twice,
    says_the_same,
)
from storage.vocabulary import Part

BOTH_WORDS = re.compile(r"\s+(?:a|ac)\s*/\s*and\s+|\s+and\s*/\s*(?:a|ac)\s+", re.IGNORECASE)
SEMICOLON = re.compile(r"\s*;\s*")
HARD = re.compile(r"\s+/\s+|\s+\|\s+|\s*\n\s*")
# "D/Supt" and "T/DCI" are ranks: a letter alone before the sign parts nothing.
SLASH = re.compile(r"(?<!\b[A-Z])\s*/\s*")
MARKED = re.compile(r"\s*\((lead|support|supporting|joint|joint lead|co-lead|arweiniol|cefnogi)\)", re.IGNORECASE)
AND = re.compile(r"\s+(?:and|&|a|ac)\s+|\s*&\s*")
COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
STANDS_IN = re.compile(
    r"\b(?:vacan(?:t|cy)\b|(?:interim|acting|dros dro)\s*[:–—-]\s|cover(?:ed)? by\b|swydd wag\b)", re.IGNORECASE
)
OPEN_END = re.compile(r"(?:,|-|–|/|&|\b(?:and|of|for|the|with|to))\s*$", re.IGNORECASE)
CUT_OFF = re.compile(r"(?:,|\s[-–&/]|\b(?:and|of|for|the))\s*$")
IN_BRACKETS = re.compile(r"\(([^()]{4,80})\)\W*$")
GOES_ON = frozenset(("of", "for", "to", "and", "&", "-", "–"))
ENDS_INSIDE = re.compile(r"\?\s|[a-z]{4}\.\s+[A-Z]\w+\s+\w+\s")
ENDS = re.compile(r"[a-z]{3}\.$")
FEWEST_OF_SENTENCE = 7
EDGES = " ,;/&"


@dataclass(frozen=True, slots=True)
class Owners:
    owners: tuple[ProposedOwner, ...]
    findings: tuple[Finding, ...] = ()


def read_owners(parts: Sequence[str], part: Part = Part.LEAD) -> Owners:
    """The owners of one cell, a line of it after the other."""
    owners: list[ProposedOwner] = []
    findings: list[Finding] = []
    for line in said_twice(_unwrapped(parts)):
        if placeholder := lexicon().placeholders.get(line.casefold().strip(" .()")):
            said = f"{quoted(line)} stands where the owner should; please say who it is."
            findings.append(Finding(placeholder, "owners", said))
            owners.append(ProposedOwner(line, part=part))
        elif _is_sentence(line):
            said = f"{quoted(line)} stands with the owners and reads like a sentence; I kept it as written."
            findings.append(Finding("owner_role_mixed", "owners", said))
            owners.append(ProposedOwner(line, part=part))
        elif line.count("(") > line.count(")") or CUT_OFF.search(line):
            said = f"The owner {quoted(line)} seems to be cut off; I kept it as written."
            findings.append(Finding("owner_truncated", "owners", said))
            owners.append(owner_of(line, part))
        else:
            for piece, plays in _parts_played(line, part):
                found, doubts = _parted(piece, plays)
                owners += found
                findings += [*doubts, *(_unconfirmed(one.text) for one in found if awaits(one.text))]
            findings += [_stands_in(line)] if STANDS_IN.search(line) else []
    return Owners(tuple(_ranked(_each_once(owners))), tuple(findings))


def _unconfirmed(text: str) -> Finding:
    said = f"{quoted(text)} is still to be confirmed; I kept it as written."
    return Finding("owner_tbc", "owners", said)


def _stands_in(text: str) -> Finding:
    said = f"{quoted(text)} says who holds a post, or that nobody does; I kept it as written."
    return Finding("owner_role_mixed", "owners", said)


def _is_sentence(line: str) -> bool:
    """Its last word is looked at alone: one pattern for the whole would begin anew at every word of a long list of names."""
    words = line.split()
    ends = len(words) >= FEWEST_OF_SENTENCE and ENDS.search(words[-1])
    return bool(ends or ENDS_INSIDE.search(line))


def split_lead(text: str) -> str:
    """People in brackets at the end of a heading: "… for all children. (ASHA PRYCE)". Nothing where it is not people."""
    found = IN_BRACKETS.search(text)
    names = re.split(r"\s*[/,&;]\s*|\s+and\s+", found[1]) if found else []
    return found[1] if found and all(map(is_person, names)) else ""


def _unwrapped(parts: Sequence[str]) -> list[str]:
    """Lines of a cell, a name that ran on to the next line made whole."""
    lines: list[str] = []
    for clean in (part.strip().rstrip(";") for part in parts):
        supports = lexicon().leading[Part.SUPPORTING].match(clean)
        if lines and (
            OPEN_END.search(lines[-1])
            or lines[-1].count("(") > lines[-1].count(")")
            or (clean[:1].islower() and not supports)
        ):
            lines[-1] = f"{lines[-1]} {clean}"
        elif clean:
            lines.append(clean)
    return lines


def _parts_played(line: str, part: Part) -> Iterator[tuple[str, Part]]:
    """ "Asha Pryce (lead), Tom Lowe (support)", "Primary care, supported by the named GP": who leads, who supports."""
    if marked := list(MARKED.finditer(line)):
        start = 0
        for found in marked:
            yield line[start : found.end()].strip(EDGES).removeprefix("and "), lexicon().marks[found[1].casefold()]
            start = found.end()
        if rest := line[start:].strip(f"{EDGES}."):
            yield rest, part
        return
    for plays, leading in lexicon().leading.items():
        begins = leading.match(line)
        if begins and line[begins.end() :]:
            yield line, plays
            return
        inside = re.search(rf"[\s,;(]+({leading.pattern.removeprefix('^')})", line, re.IGNORECASE)
        if inside and (plays is Part.SUPPORTING or _both_stand(line, inside)):
            yield line[: inside.start()].strip(" ,;("), part
            yield line[inside.start(1) :].strip(" )"), plays
            return
    yield line, part


def _both_stand(line: str, inside: re.Match[str]) -> bool:
    """ "Asha Pryce with the police", "Carers' Forum with Therapies Lead": two owners, and no "with" of a post's own."""
    before, after = line[: inside.start()].strip(), line[inside.end() :].strip(" .)")
    return is_person(before) or (stands_alone(before) and stands_alone(after))


def _parted(text: str, part: Part) -> tuple[list[ProposedOwner], list[Finding]]:
    """Signs that can only part owners; and one post that is given in two languages is one."""
    listed = [one.strip() for one in _outside_brackets(BOTH_WORDS.sub(" and ", text), SEMICOLON) if one.strip()]
    read = [_parted_by_signs(one, part) for one in listed]
    return [owner for found, _ in read for owner in found], [doubt for _, doubts in read for doubt in doubts]


def _parted_by_signs(text: str, part: Part) -> tuple[list[ProposedOwner], list[Finding]]:
    pieces = [piece.strip() for piece in _outside_brackets(text, HARD) if piece.strip()]
    in_two_languages = len(pieces) == 2 and are_languages(*pieces)
    if in_two_languages and not any(map(begins_with_person, pieces)):
        return [owner_of(text, part)], [] if says_the_same(*pieces) else [_perhaps_several(text, pieces)]
    owners: list[ProposedOwner] = []
    findings: list[Finding] = []
    for piece in pieces:
        split, doubts = _softly(piece, part)
        owners += [owner_of(one, part) for one in split]
        findings += doubts
    return owners, findings


def _softly(piece: str, part: Part) -> tuple[list[str], list[Finding]]:
    """Parted at "and", "&", a tight slash and a comma: only where each side can stand alone."""
    listed = [side.strip() for side in _outside_brackets(piece, COMMA) if side.strip()]
    each = [one for side in listed for one in AND.split(side)]
    if len(listed) > 1 and (all(map(is_person, each)) or (part is Part.SUPPORTING and all(map(_may_support, each)))):
        return each, []
    bodies = [side.strip() for one in listed for side in _outside_brackets(one, AND)]
    if len(listed) > 1 and are_whole_bodies(bodies):
        return (bodies, []) if len(bodies) > 2 else ([piece], [_perhaps_several(piece, bodies)])
    if two := _two_posts(piece):
        return [one for side in two for one in _softly(side, part)[0]], []
    for sign in (SLASH, AND):
        sides = [side.strip(" ,") for side in _outside_brackets(piece, sign)]
        if len(sides) > 1 and all(map(stands_alone, sides)):
            if sign is AND and (
                may_be_one_body(sides) or may_share_body(sides) or any(map(_may_go_on, sides, sides[1:]))
            ):
                return [piece], [_perhaps_several(piece, sides)]
            return [one for side in sides for one in _softly(side, part)[0]], []
        parting = _at_a_slash if sign is SLASH else _at_an_and
        if len(sides) > 1 and (found := parting(piece, sides)):
            return found
    if len(listed) == 4 and is_person(listed[0]) and is_person(listed[2]):
        return [", ".join(listed[:2]), ", ".join(listed[2:])], []
    if len(listed) > 3 and sum(map(is_person, listed)) > 1:
        return [piece], [_perhaps_several(piece, listed)]
    bracketed = [side.strip(" ,") for side in _outside_brackets(piece, AND)]
    if len(bracketed) > 1 and bracketed[0].endswith(")"):
        return [piece], [_perhaps_several(piece, bracketed)]
    if two := _run_together(piece):
        said = f"{quoted(piece)} has no sign between two owners; I read {quoted(two[0])} and {quoted(two[1])}."
        return two, [Finding("owner_role_mixed", "owners", said, tuple(two))]
    return [piece], []


def _at_a_slash(piece: str, sides: Sequence[str]) -> tuple[list[str], list[Finding]] | None:
    """ "Asha Pryce/Communications": a person beside what a part of the council does. What else may be several is asked."""
    works = [is_work(side) for side in sides]
    named = list(map(begins_with_person, sides))
    if any(named) and all(work or stands_alone(side) for work, side in zip(works, sides, strict=True)):
        return list(sides), []
    if any(named) or all(work or may_be_name(side) for work, side in zip(works, sides, strict=True)):
        return [piece], [_perhaps_several(piece, sides)]
    return None


def _at_an_and(piece: str, sides: Sequence[str]) -> tuple[list[str], list[Finding]] | None:
    if two := _person_beside_body(piece):
        return two, []
    if any(map(begins_with_person, sides)) and not _is_one(piece):
        return [piece], [_perhaps_several(piece, sides)]
    return None


def _two_posts(piece: str) -> list[str] | None:
    """ "Director of Adults and Communities and Head of Finance": where the second post begins, the first has ended."""
    for found in _parting(piece):
        before, after = piece[: found.start()].strip(" ,"), piece[found.end() :].strip(" ,")
        if begins_post(after) and stands_alone(before) and "(" not in piece:
            return [before, after]
    return None


def _parting(piece: str) -> Iterator[re.Match[str]]:
    return (found for found in AND.finditer(piece) if not is_inside_name(piece, found))


def _may_go_on(post: str, after: str) -> bool:
    """ "Head of Parks and Green Spaces" is one post, and nothing but its words tells it from a post and a person."""
    return is_post_over(post) and not is_certainly_another(after)


def _person_beside_body(piece: str) -> list[str] | None:
    """ "K. Iqbal & Fire and Rescue Service": one "and" parts a person from a post or body that has an "and" of its own."""
    for found in _parting(piece):
        before, after = piece[: found.start()].strip(" ,"), piece[found.end() :].strip(" ,")
        if is_person(before) != is_person(after) and stands_alone(before) and stands_alone(after):
            return [before, after]
    return None


def _may_support(text: str) -> bool:
    return stands_alone(lexicon().leading[Part.SUPPORTING].sub("", text))


def _is_one(piece: str) -> bool:
    """A person with one role that has an "and" in it: "Asha Pryce, Head of Housing and Repairs"."""
    first, comma, rest = piece.partition(",")
    return bool(comma) and is_person(first) and not any(map(is_person, AND.split(rest)))


def _perhaps_several(piece: str, sides: Sequence[str]) -> Finding:
    said = f"{quoted(piece)} may be more than one owner; I kept it as written."
    return Finding("owner_role_mixed", "owners", said, tuple(sides))


def _run_together(piece: str) -> list[str] | None:
    """ "Asha Pryce Deputy Director Hub manager": a second role begins after the first has ended. Or four names in a row."""
    if "," in piece or "(" in piece:
        return None
    words = piece.split()
    named = name_length(words)
    if not named:
        four = len(words) == 4 and all(may_be_name(word) and len(word) > 2 for word in words)
        titled = bool(words) and words[0].casefold() in lexicon().titles
        return [" ".join(words[:2]), " ".join(words[2:])] if four and not titled else None
    heads = [n for n, word in enumerate(words) if n >= named and word.casefold().strip(".") in lexicon().heads]
    for one, two in pairwise(heads):
        between = {word.casefold() for word in words[one + 1 : two]}
        if between and between.isdisjoint(GOES_ON) and words[one + 1][0].isupper():
            return [" ".join(words[: one + 1]), " ".join(words[one + 1 :])]
    return None


def _outside_brackets(text: str, sign: re.Pattern[str]) -> list[str]:
    depth, start, at = 0, 0, 0
    pieces: list[str] = []
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        found = sign.match(text, at) if depth <= 0 else None
        if found and found.end() > found.start() and not is_inside_name(text, found):
            pieces.append(text[start:at])
            at = start = found.end()
        else:
            at += 1
    return [*pieces, text[start:]]


def _each_once(owners: Sequence[ProposedOwner]) -> list[ProposedOwner]:
    """Who is named twice in one cell is one owner, in the part named first."""
    distinct = {owner.text.casefold(): owner for owner in reversed(owners)}
    return list(reversed(distinct.values()))


def _ranked(owners: Sequence[ProposedOwner]) -> list[ProposedOwner]:
    """The first leads; whoever else leads beside leads jointly."""
    first = next((owner for owner in owners if owner.part is Part.LEAD), None)
    return [
        replace(owner, part=Part.JOINT) if owner.part is Part.LEAD and owner is not first else owner for owner in owners
    ]
