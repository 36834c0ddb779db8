"""A list of people as a spreadsheet saves it: CSV lines into `ListedPerson`s, or the line that is wrong and why.

Somebody with several roles has several lines with the same e-mail; their roles add up.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from storage.errors import Refusal
from storage.people import ListedPerson
from storage.vocabulary import Role

NEEDED = ("name", "email")
COLUMNS = (*NEEDED, "entra_id", "job_title", "service", "role", "plan", "active")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
# Twelve digits at the end; the people of Microsoft's own Agents Playground have thirteen, and are to be importable.
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12,13}", re.IGNORECASE)
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
    """Everybody in the file, in its order. One wrong line and nobody is read."""
    people: dict[str, ListedPerson] = {}
    for number, line in _lines(_text(path)):
        person = _person(number, line)
        known = people.get(person.email)
        people[person.email] = person if known is None else _with_roles(number, known, person)
    if not people:
        raise Refusal(f"{path.name} has a heading and nobody under it. Add a line for each person.")
    return tuple(people.values())


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


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heading = [name.strip().casefold().replace(" ", "_").replace("-", "_") for name in next(reader, [])]
    if missing := [name for name in NEEDED if name not in heading]:
        raise Refusal(
            f"The first line must name the columns; {' and '.join(missing)} is missing. Known: {', '.join(COLUMNS)}."
        )
    if unknown := [name for name in heading if name not in COLUMNS]:
        raise Refusal(f"I do not know the column “{unknown[0]}”. Known: {', '.join(COLUMNS)}.")
    lines = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            if len(cells) > len(heading):
                raise Refusal(f"Line {reader.line_num} has {len(cells)} cells and the heading {len(heading)}. Mend it.")
            lines.append((reader.line_num, dict(zip(heading, (cell.strip() for cell in cells), strict=False))))
    return lines


def _person(number: int, line: Mapping[str, str]) -> ListedPerson:
    name, email, entra_id = line.get("name", ""), line.get("email", "").casefold(), line.get("entra_id", "")
    role, active = line.get("role", "").casefold().replace("_", " "), line.get("active", "").casefold()
    if not name:
        raise Refusal(f"Line {number} has no name. Nobody was imported.")
    if not EMAIL.fullmatch(email):
        raise Refusal(f"Line {number}: “{email}” is not an e-mail address. Nobody was imported.")
    if entra_id and not GUID.fullmatch(entra_id):
        raise Refusal(f"Line {number}: “{entra_id}” is not an Entra id (copy the Object ID). Nobody was imported.")
    if role and role not in ROLES:
        raise Refusal(f"Line {number}: there is no role “{role}”. Known: {', '.join(ROLES)}. Nobody was imported.")
    if active not in ACTIVE:
        raise Refusal(f"Line {number}: active is yes or no, not “{active}”. Nobody was imported.")
    service = line.get("service", "")
    # A manager of no named plan manages their own service; a clerk of none is clerk of all.
    scope = service if role == "manager" and not line.get("plan") else ""
    roles = ((ROLES[role], line.get("plan", ""), scope),) if role else ()
    return ListedPerson(
        name=name,
        email=email,
        entra_id=entra_id.lower() or None,
        job_title=line.get("job_title", ""),
        service=service,
        roles=roles,
        active=ACTIVE[active],
    )


def _with_roles(number: int, known: ListedPerson, again: ListedPerson) -> ListedPerson:
    if (known.name, known.entra_id) != (again.name, again.entra_id or known.entra_id):
        raise Refusal(f"Line {number} gives {again.email} another name or Entra id than before. Nobody was imported.")
    return replace(known, roles=(*known.roles, *again.roles))
