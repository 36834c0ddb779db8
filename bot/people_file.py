"""A list of people as a spreadsheet saves it: CSV lines into `ListedPerson`s, or the line that is wrong and why.

Somebody with several roles has several lines with the same e-mail; their roles add up. Of a column that the file does
not have it says nothing: what the record holds there stays.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from storage.errors import Refusal
from storage.people import ListedPerson
from storage.vocabulary import MOST_LINE, Role

NOBODY = "Nobody was imported."
MOST_NAMED = 10
NEEDED = ("name", "email")
COLUMNS = (*NEEDED, "entra_id", "job_title", "service", "role", "plan", "active")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
# Twelve digits at the end; the people of Microsoft's own Agents Playground have thirteen, and are to be importable.
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12,13}", re.IGNORECASE)
# What no name has: control characters and line ends, half characters, marks that turn the direction of writing, and
# the sign for a character that could not be read.
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd")
ROLES = {role.value.replace("_", " "): role for role in Role}
ACTIVE = {
    "": True,
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}


def read_people(path: Path) -> tuple[ListedPerson, ...]:
    """Everybody in the file, in its order. One wrong line and nobody is read; all that are wrong are named at once."""
    people: dict[str, ListedPerson] = {}
    wrong: list[str] = []
    heading, lines = _lines(_text(path))
    for number, cells in lines:
        try:
            person = _person(number, _by_column(number, heading, cells))
            known = people.get(person.email)
            people[person.email] = person if known is None else _with_roles(number, known, person)
        except Refusal as refusal:
            wrong.append(refusal.sentence)
    if wrong:
        raise Refusal(_named(wrong))
    if not people:
        raise Refusal(f"{path.name} has a heading and nobody under it. Add a line for each person.")
    _check_ids(people.values())
    return tuple(people.values())


def _named(wrong: Sequence[str]) -> str:
    """Each wrong line in a line of its own, as many as one can mend at a sitting."""
    if len(wrong) == 1:
        return wrong[0]
    shown = [one.removesuffix(NOBODY).strip() for one in wrong[:MOST_NAMED]]
    more = [f"And {len(wrong) - MOST_NAMED} more wrong lines."] if len(wrong) > MOST_NAMED else []
    return "\n".join([*shown, *more, NOBODY])


def _check_ids(people: Iterable[ListedPerson]) -> None:
    whose: dict[str, str] = {}
    for one in people:
        if one.entra_id and whose.setdefault(one.entra_id, one.email) != one.email:
            raise Refusal(
                f"{whose[one.entra_id]} and {one.email} have one Entra id, and it is one person's. Nobody was imported."
            )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from None
    if b"\x00" in content:
        raise Refusal(f"{path.name} is not a CSV file. Save the list as “CSV UTF-8” and try again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading's columns; and each line's number, and its cells as they stand."""
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        heading = _heading(next(reader, []))
        return heading, [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise Refusal(
            f"Line {reader.line_num} is not CSV ({error}); a quotation mark may be missing. Nobody was imported."
        ) from None


def _heading(cells: Sequence[str]) -> list[str]:
    heading = [name.strip().casefold().replace(" ", "_").replace("-", "_") for name in cells]
    if missing := [name for name in NEEDED if name not in heading]:
        raise Refusal(
            f"The first line must name the columns; {' and '.join(missing)} is missing. Known: {', '.join(COLUMNS)}."
        )
    if unknown := [name for name in heading if name not in COLUMNS]:
        raise Refusal(f"I do not know the column “{unknown[0]}”. Known: {', '.join(COLUMNS)}.")
    if twice := [name for name in COLUMNS if heading.count(name) > 1]:
        raise Refusal(f"The column “{twice[0]}” is there twice. Leave one of them in.")
    return heading


def _by_column(number: int, heading: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(heading):
        raise Refusal(f"Line {number} has {len(cells)} cells and the heading {len(heading)}. Mend it.")
    for cell in cells:
        if any(unicodedata.category(character) in UNWRITABLE or character in TURNS for character in cell.strip()):
            raise Refusal(
                f"Line {number} has a line end, or a character that cannot be seen, inside a cell; a quotation mark may "
                "be missing before it. Nobody was imported."
            )
        if len(cell) > MOST_LINE:
            raise Refusal(f"Line {number} has a cell of more than {MOST_LINE} characters. Nobody was imported.")
    # A line that ends early has empty cells at its end, as spreadsheets save them.
    return {name: cell.strip() for name, cell in zip_longest(heading, cells, fillvalue="")}


def _person(number: int, line: Mapping[str, str]) -> ListedPerson:
    name, email, entra_id = line["name"], line["email"].casefold(), line.get("entra_id", "")
    active = line.get("active", "").casefold()
    if not name:
        raise Refusal(f"Line {number} has no name. Nobody was imported.")
    if not EMAIL.fullmatch(email):
        raise Refusal(f"Line {number}: “{email}” is not an e-mail address. Nobody was imported.")
    if entra_id and not GUID.fullmatch(entra_id):
        raise Refusal(f"Line {number}: “{entra_id}” is not an Entra id (copy the Object ID). Nobody was imported.")
    if active not in ACTIVE:
        raise Refusal(f"Line {number}: active is yes or no, not “{active}”. Nobody was imported.")
    return ListedPerson(
        name=name,
        email=email,
        entra_id=entra_id.lower() or None,
        job_title=line.get("job_title"),
        service=line.get("service"),
        roles=_roles(number, line) if "role" in line else None,
        active=ACTIVE[active] if "active" in line else None,
    )


def _roles(number: int, line: Mapping[str, str]) -> tuple[tuple[Role, str, str], ...]:
    """A manager of no named plan manages their own service; a clerk of none is clerk of all."""
    role, plan, service = line["role"].casefold().replace("_", " "), line.get("plan", ""), line.get("service", "")
    if not role:
        return ()
    if role not in ROLES:
        raise Refusal(f"Line {number}: there is no role “{role}”. Known: {', '.join(ROLES)}. Nobody was imported.")
    if ROLES[role] is Role.MANAGER and not plan and not service:
        raise Refusal(
            f"Line {number} has a manager of no service and no plan, who would see the whole council's. Fill in one of "
            "them. Nobody was imported."
        )
    return ((ROLES[role], plan, service if ROLES[role] is Role.MANAGER and not plan else ""),)


def _with_roles(number: int, known: ListedPerson, again: ListedPerson) -> ListedPerson:
    """A second line for somebody adds a role. In all else the two agree, where both say it."""
    said = {
        "name": (known.name, again.name),
        "Entra id": (known.entra_id, again.entra_id),
        "job title": (known.job_title, again.job_title),
        "answer to active": (known.active, again.active),
        # A manager of two services has a line for each.
        "service": (known.service, "" if _manages_service(again) else again.service),
    }
    for what, (before, now) in said.items():
        if before != now and now not in (None, "") and before not in (None, ""):
            raise Refusal(f"Line {number} gives {again.email} another {what} than before. Nobody was imported.")
    return replace(
        known,
        entra_id=known.entra_id or again.entra_id,
        job_title=known.job_title or again.job_title,
        service=known.service or again.service,
        roles=(*(known.roles or ()), *(again.roles or ())) if known.roles is not None else None,
    )


def _manages_service(person: ListedPerson) -> bool:
    return any(role is Role.MANAGER and service for role, _, service in person.roles or ())
