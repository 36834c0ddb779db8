"""Who answers for a recommendation: people, roles and bodies as they are written, parted only where that is plain."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.proposal import ProposedOwner
from storage.importing.reading.doubting import Finding, quoted
from storage.vocabulary import Part

TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\S")
NAME_WORD = re.compile(r"(?:[^\W\d_a-z]['’]?|Mc|Mac|O['’])[^\W\d_]*(?:['’-][^\W\d_]+)*|[^\W\d_a-z]\.")
BRACKET = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")
HARD = re.compile(r"\s+/\s+|\s*;\s*|\s+\|\s+|\s*\n\s*")
SLASH = re.compile(r"\s*/\s*")
MARKED = re.compile(r"\s*\((lead|support|supporting|joint|joint lead|co-lead|arweiniol|cefnogi)\)", re.IGNORECASE)
AND = re.compile(r"\s+(?:and|&|a|ac)\s+|\s*&\s*")
COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
ENDS_OPEN = re.compile(r"(?:,|-|–|/|&|\b(?:and|of|for|the|with|to))\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owners:
    owners: tuple[ProposedOwner, ...]
    findings: tuple[Finding, ...] = ()


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("owners.yaml").read_text(encoding="utf-8"))
    return {
        **{
            name: frozenset(data[name])
            for name in ("role_heads", "role_starts", "role_short", "body_words", "titles", "small", "welsh")
        },
        "supporting": _leading(data["supporting"]),
        "joint": _leading(data["joint"]),
        "placeholders": data["placeholders"],
        "marks": {name: Part(part) for part, listed in data["marks"].items() for name in listed},
    }


def _leading(phrases: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(re.escape(one) for one in ordered)})\b\s*:?\s*", re.IGNORECASE)


def read_owners(parts: Sequence[str], part: Part = Part.LEAD) -> Owners:
    """The owners of one cell, a line of it after the other."""
    owners: list[ProposedOwner] = []
    findings: list[Finding] = []
    for line in _unwrapped(parts):
        placeholder = _words()["placeholders"].get(line.casefold().strip(" .()"))
        if placeholder:
            findings.append(
                Finding(placeholder, "owners", f"{quoted(line)} stands where the owner should; please say who it is.")
            )
            owners.append(ProposedOwner(line, part=part))
            continue
        if _is_cut(line):
            findings.append(
                Finding(
                    "owner_truncated", "owners", f"The owner {quoted(line)} seems to be cut off; I kept it as written."
                )
            )
            owners.append(_owner(line, part))
            continue
        for piece, plays in _parts_played(line, part):
            found, doubts = _parted(piece, plays)
            owners += found
            findings += doubts
    return Owners(tuple(dict.fromkeys(_ranked(owners))), tuple(findings))


def is_person(text: str) -> bool:
    """Two to four capitalised words of which none belongs to a role or a body."""
    words = text.replace(".", ". ").split()
    if words and words[0].casefold().strip(".") in _words()["titles"]:
        words = words[1:]
        return 1 <= len(words) <= 4 and all(_may_be_name(word) for word in words)
    return (
        2 <= len(words) <= 4
        and all(_may_be_name(word) for word in words)
        and not all(word.isupper() and len(word) < 5 for word in words)
    )


def is_role(text: str) -> bool:
    words = _lower_words(text)
    return any(word in _words()["role_heads"] for word in words) or any(
        word in _words()["role_short"] for word in words
    )


def is_body(text: str) -> bool:
    return any(word in _words()["body_words"] for word in _lower_words(text))


def split_lead(text: str) -> str:
    """People in brackets at the end of a heading: "… for all children. (YVONNE COATES)". Nothing where it is not people."""
    found = re.search(r"\(([^()]{4,80})\)\W*$", text)
    if not found:
        return ""
    names = [name for name in re.split(r"\s*/\s*|\s*,\s*|\s+and\s+|\s*&\s*|\s*;\s*", found[1]) if name]
    return found[1] if names and all(is_person(name.title() if name.isupper() else name) for name in names) else ""


def _may_be_name(word: str) -> bool:
    bare = word.casefold().strip(".,")
    known = _words()
    if bare in known["small"]:
        return bare in ("ap", "ab", "de", "van", "von", "da", "la", "le", "al", "el") and len(bare) > 1
    return (
        bool(NAME_WORD.fullmatch(word))
        and not word.endswith(("'s", "’s"))
        and not (
            bare in known["role_heads"]
            or bare in known["role_starts"]
            or bare in known["role_short"]
            or bare in known["body_words"]
        )
    )


def _lower_words(text: str) -> list[str]:
    return [token.casefold().strip(".") for token in TOKEN.findall(text)]


def _unwrapped(parts: Sequence[str]) -> list[str]:
    """Lines of a cell, a name that ran on to the next line made whole."""
    lines: list[str] = []
    for part in parts:
        clean = part.strip().rstrip(";")
        if lines and (
            ENDS_OPEN.search(lines[-1])
            or lines[-1].count("(") > lines[-1].count(")")
            or (clean[:1].islower() and not _words()["supporting"].match(clean))
        ):
            lines[-1] = f"{lines[-1]} {clean}"
        elif clean:
            lines.append(clean)
    return lines


def _is_cut(line: str) -> bool:
    return line.count("(") > line.count(")") or bool(re.search(r"(?:,|\s[-–&/]|\b(?:and|of|for|the))\s*$", line))


def _parts_played(line: str, part: Part) -> Iterable[tuple[str, Part]]:
    """ "Primary care. Supported by the named GP": who leads, who supports."""
    if marked := list(MARKED.finditer(line)):
        starts = [0, *(found.end() for found in marked)]
        return [
            (line[start : found.end()].strip(" ,;/&").removeprefix("and "), _words()["marks"][found[1].casefold()])
            for start, found in zip(starts, marked, strict=False)
        ] + ([(line[starts[-1] :].strip(" ,;/&"), part)] if line[starts[-1] :].strip(" ,;/&.") else [])
    for sign, plays in (("supporting", Part.SUPPORTING), ("joint", Part.JOINT)):
        if found := _words()[sign].match(line):
            if line[found.end() :]:
                return [(line, plays)]
        if inside := re.search(rf"[\s,;(]+({_words()[sign].pattern.removeprefix('^')})", line, re.IGNORECASE):
            if sign == "supporting" or is_person(line[: inside.start()].strip()):
                return [(line[: inside.start()].strip(" ,;("), part), (line[inside.end() :].strip(" )"), plays)]
    return [(line, part)]


def _parted(text: str, part: Part) -> tuple[list[ProposedOwner], list[Finding]]:
    pieces = [piece.strip() for piece in _outside_brackets(text, HARD) if piece.strip()]
    if (
        len(pieces) == 2
        and _is_welsh(pieces[0]) != _is_welsh(pieces[1])
        and not any(is_person(piece) for piece in pieces)
    ):
        return [_owner(text, part)], []
    owners: list[ProposedOwner] = []
    findings: list[Finding] = []
    for piece in pieces:
        split, doubts = _softly(piece, part)
        owners += [_owner(one, part) for one in split]
        findings += doubts
    return owners, findings


def _softly(piece: str, part: Part) -> tuple[list[str], list[Finding]]:
    """Parted at "and", "&", a tight slash and a comma: only where each side can stand alone."""
    listed = [side.strip() for side in _outside_brackets(piece, COMMA) if side.strip()]
    each = [one for side in listed for one in AND.split(side)]
    if len(listed) > 1 and (all(map(is_person, each)) or (part is Part.SUPPORTING and all(map(_may_support, each)))):
        return each, []
    for sign in (SLASH, AND):
        sides = [side.strip(" ,") for side in _outside_brackets(piece, sign)]
        if len(sides) > 1 and all(map(_stands_alone, sides)):
            return [one for side in sides for one in _softly(side, part)[0]], []
        if (
            len(sides) > 1
            and sign is AND
            and any(is_person(_without_role(side)) for side in sides)
            and not _is_one(piece)
        ):
            return [piece], [_perhaps_several(piece, sides)]
    if len(listed) == 4 and is_person(listed[0]) and is_person(listed[2]):
        return [", ".join(listed[:2]), ", ".join(listed[2:])], []
    if len(listed) > 3 and sum(map(is_person, listed)) > 1:
        return [piece], [_perhaps_several(piece, listed)]
    if two := _two_roles(piece):
        said = f"{quoted(piece)} has no sign between two owners; I read {quoted(two[0])} and {quoted(two[1])}."
        return two, [Finding("owner_role_mixed", "owners", said, tuple(two))]
    return [piece], []


def _may_support(text: str) -> bool:
    return _stands_alone(_words()["supporting"].sub("", text))


def _perhaps_several(piece: str, sides: Sequence[str]) -> Finding:
    said = f"{quoted(piece)} may be more than one owner; I kept it as written."
    return Finding("owner_role_mixed", "owners", said, tuple(sides))


def _is_welsh(text: str) -> bool:
    """One post may be given in both languages: "Pennaeth Gwasanaeth / Head of Service"."""
    return bool(set(_lower_words(text)) & _words()["welsh"])


def _is_one(piece: str) -> bool:
    """A person with one role that has an "and" in it: "Jane Price, Head of Housing and Repairs"."""
    first, comma, rest = piece.partition(",")
    return bool(comma) and is_person(first) and not any(is_person(side) for side in AND.split(rest))


def _without_role(text: str) -> str:
    return BRACKET.sub(r"\1", text).partition(",")[0]


def _stands_alone(side: str) -> bool:
    """A person, a whole role or a whole body."""
    if not side:
        return False
    first = side.partition(",")[0]
    if is_person(side) or is_person(BRACKET.sub(r"\1", side)) or (is_person(first) and is_role(side)):
        return True
    words = _lower_words(side)
    if not words:
        return False
    if is_role(side):
        return (
            words[0] in _words()["role_starts"]
            or words[-1] in _words()["role_heads"]
            or words[0] in _words()["role_heads"]
            or words[0] in _words()["role_short"]
        )
    return (
        (words[-1] in _words()["body_words"] or side.isupper())
        and side[0].isupper()
        and words[0] not in _words()["small"]
        and (len(words) > 1 or side.isupper())
    )


def _two_roles(piece: str) -> list[str] | None:
    """ "Kay Nicolson Deputy Director Hub manager": a second role begins after the first has ended."""
    if "," in piece or "(" in piece:
        return None
    words = piece.split()
    named = next(
        (n for n in (3, 2) if len(words) > n and is_person(" ".join(words[:n])) and not _may_be_name(words[n])), 0
    )
    if not named:
        return _two_people(words)
    heads = [n for n, word in enumerate(words) if n >= named and word.casefold().strip(".") in _words()["role_heads"]]
    for one, two in zip(heads, heads[1:], strict=False):
        between = [word.casefold() for word in words[one + 1 : two]]
        if between and not set(between) & {"of", "for", "to", "and", "&", "-", "–"} and words[one + 1][0].isupper():
            return [" ".join(words[: one + 1]), " ".join(words[one + 1 :])]
    return None


def _two_people(words: list[str]) -> list[str] | None:
    """ "Asha Pryce Tom Lowe": four names with nothing between."""
    if (
        len(words) == 4
        and all(_may_be_name(word) and len(word) > 2 for word in words)
        and words[0].casefold() not in _words()["titles"]
    ):
        return [" ".join(words[:2]), " ".join(words[2:])]
    return None


def _outside_brackets(text: str, sign: re.Pattern[str]) -> list[str]:
    depth, start, pieces = 0, 0, []
    at = 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        found = sign.match(text, at) if depth <= 0 else None
        if found and found.end() > found.start():
            pieces.append(text[start:at])
            at = start = found.end()
        else:
            at += 1
    return [*pieces, text[start:]]


def _owner(text: str, part: Part) -> ProposedOwner:
    text = text.strip(" ,;")
    if lead_in := _words()["supporting"].match(text) or _words()["joint"].match(text):
        return replace(_owner(text[lead_in.end() :], part), text=text)
    named = ProposedOwner(text, part=part)
    bracket = BRACKET.match(text)
    if bracket and bracket[2].casefold() in _words()["marks"]:
        return replace(_owner(bracket[1], part), text=text)
    if bracket and is_person(bracket[1]):
        return _being(replace(named, name=bracket[1]), bracket[2])
    if bracket and is_person(bracket[2]) and is_role(bracket[1]):
        return replace(named, name=bracket[2], role=bracket[1])
    for sign in (r"\s*,\s*", r"\s+[-–—]\s+", r"\s*:\s*"):
        first, *rest = re.split(sign, text, maxsplit=1)
        if rest and is_person(first) and not is_person(rest[0]):
            return _being(replace(named, name=first), rest[0])
        if rest and is_person(rest[0]) and is_role(first):
            return replace(named, name=rest[0], role=first)
    if is_person(text):
        return replace(named, name=text)
    words = text.split()
    for n in (3, 2):
        if len(words) > n and is_person(" ".join(words[:n])) and (is_role(" ".join(words[n:])) or words[n].isupper()):
            return replace(named, name=" ".join(words[:n]), role=" ".join(words[n:]))
    return _being(named, text)


def _being(owner: ProposedOwner, text: str) -> ProposedOwner:
    """What somebody is besides their name, or without one."""
    if is_role(text):
        return replace(owner, role=text)
    return replace(owner, organisation=text) if is_body(text) or text.isupper() else owner


def _ranked(owners: Sequence[ProposedOwner]) -> list[ProposedOwner]:
    """The first leads; whoever else leads beside leads jointly."""
    leads = [owner for owner in owners if owner.part is Part.LEAD]
    return (
        [replace(owner, part=Part.JOINT) if owner in leads[1:] else owner for owner in owners]
        if len(leads) > 1
        else list(owners)
    )
