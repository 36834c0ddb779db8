"""`scrutiny-bot people import`: a list is imported whole and as it reads, or nobody is and a sentence says why."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot import cli, people_file
from bot.settings import Settings
from storage.database import Database
from storage.errors import Refusal
from storage.people import everybody, person_with_email
from storage.tables.messages import AuditRow
from storage.views import Person, RoleHeld
from storage.vocabulary import Role
from tests.builders import who_is

GOOD = """name,email,entra_id,job_title,service,role,plan,active
Asha Pryce,Asha@lowmere.example,0a0a0a0a-0000-4000-8000-000000000001,Team manager,Children,,,
Cleo Farrant,cleo@lowmere.example,,Scrutiny officer,,clerk,,yes
Cleo Farrant,cleo@lowmere.example,,Scrutiny officer,,administrator,,yes
Mo Adeyemi,mo@lowmere.example,,Head of service,Children,manager,,
Gone Person,gone@lowmere.example,,,,,,no
"""

ONE, TWO = "0a0a0a0a-0000-4000-8000-00000000000a", "0a0a0a0a-0000-4000-8000-00000000000b"

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str | bytes) -> Path:
        path = tmp_path / "people.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_people_are_imported_once_and_their_lines_add_up(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(GOOD)
    assert cli.main(["people", "import", str(path)]) == 0
    assert capsys.readouterr().out == "4 added, 0 changed, 0 as they were.\n"
    assert cli.main(["people", "import", str(path)]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 4 as they were.\n"


def test_a_list_is_read_as_spreadsheets_save_it(write: Write) -> None:
    listed = people_file.read_people(write(GOOD))
    assert [one.email for one in listed][:2] == ["asha@lowmere.example", "cleo@lowmere.example"]
    assert listed[1].roles == ((Role.CLERK, "", ""), (Role.ADMINISTRATOR, "", ""))
    assert listed[2].roles == ((Role.MANAGER, "", "Children"),)
    assert not listed[3].active
    semicolons = GOOD.replace(",", ";").encode("utf-8-sig").replace(b"\n", b"\r\n")
    assert people_file.read_people(write(semicolons)) == listed
    assert (
        people_file.read_people(write("Name;E-mail\n".replace("E-mail", "Email") + "Zoë Łuk;z@x.example\n"))[0].name
        == "Zoë Łuk"
    )
    assert people_file.read_people(write("name,email\nZo\xeb,z@x.example\n".encode("cp1252")))[0].name == "Zoë"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "name and email is missing"),
        ("name,email\n", "nobody under it"),
        ("name,mail\nA,a@x.example\n", "email is missing"),
        ("name,email,shoe size\nA,a@x.example,4\n", "do not know the column “shoe_size”"),
        ("name,email\n,a@x.example\n", "Line 2 has no name"),
        ("name,email\nA,not an address\n", "Line 2: “not an address” is not an e-mail"),
        ("name,email,entra_id\nA,a@x.example,12\n", "Line 2: “12” is not an Entra id"),
        ("name,email,role\nA,a@x.example,king\n", "there is no role “king”"),
        ("name,email,active\nA,a@x.example,perhaps\n", "active is yes or no"),
        ("name,email\nA,a@x.example,extra\n", "Line 2 has 3 cells"),
        ("name,email\nA,a@x.example\nB,a@x.example\n", "another name"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
        ('name,email\n"A,a@x.example\nB,b@x.example\n', "Line 3 is not CSV"),
        ('name,email,role\n"A,a@x.example,\nB"" C,b@x.example,"\nC,c@x.example,clerk\n', "a line end"),
        ('name,email,role\n"A,a@x.example\nB",b@x.example,\n', "a line end"),
        ('name,email\n"A\rB",a@x.example\n', "a line end"),
        ("name,email\nA\x1b[2J,a@x.example\n", "cannot be seen"),
        ("name,email\nA\tB,a@x.example\n", "cannot be seen"),
        ("name,email\nA\u202eB,a@x.example\n", "cannot be seen"),
        ("name,email\nA\u2028B,a@x.example\n", "cannot be seen"),
        (b"name,email\nZo\x81,a@x.example\n", "cannot be seen"),
        (f"name,email\n{'A' * 140_000},a@x.example\n", "Line 2 is not CSV (field larger"),
        (f"name,email\n{'A' * 301},a@x.example\n", "more than 300 characters"),
        ("name,email,Email\nA,a@x.example,b@x.example\n", "“email” is there twice"),
        ("name,email,role\nA,a@x.example,manager\n", "manager of no service and no plan"),
        ("name,email,role,service\nA,a@x.example,Manager, \n", "manager of no service and no plan"),
        (f"name,email,entra_id\nA,a@x.example,{ONE}\nB,b@x.example,{ONE.upper()}\n", "have one Entra id"),
        (f"name,email,entra_id\nA,a@x.example,{ONE}\nA,a@x.example,{TWO}\n", "another Entra id"),
        ("name,email,active\nA,a@x.example,yes\nA,a@x.example,no\n", "another answer to active"),
        ("name,email,job_title\nA,a@x.example,Nurse\nA,a@x.example,Cook\n", "another job title"),
        ("name,email,service\nA,a@x.example,Children\nA,a@x.example,Adults\n", "another service"),
    ],
)
def test_a_wrong_list_imports_nobody_and_says_which_line(
    write: Write, capsys: pytest.CaptureFixture[str], text: str | bytes, sentence: str
) -> None:
    assert cli.main(["people", "import", str(write(text))]) == 2
    assert sentence in capsys.readouterr().err


def test_a_list_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["people", "import", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


class Listing:
    """The record beside the command: import a list, then look who is in it."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.database: Database = cli._opened(
            Settings.read({"DATA_FOLDER": str(write("").parent / "data")}, local=True)
        )

    def imports(self, text: str) -> int:
        return cli.main(["people", "import", str(self._write(text))])

    def person(self, email: str) -> Person:
        found = self.database.read_now(person_with_email, email=email)
        assert found is not None
        return found

    def names(self) -> list[str]:
        return [person.name for person, _ in self.database.read_now(everybody)]


@pytest.fixture
def listing(write: Write) -> Iterator[Listing]:
    found = Listing(write)
    yield found
    found.database.close()


def test_a_column_that_is_not_there_leaves_its_field_as_it_was(listing: Listing) -> None:
    assert listing.imports(GOOD) == 0
    assert listing.imports("name,email\nMo Adeyemi-Katz,mo@lowmere.example\nGone Person,gone@lowmere.example\n") == 0
    mo = listing.person("mo@lowmere.example")
    assert (mo.name, mo.job_title, mo.service) == ("Mo Adeyemi-Katz", "Head of service", "Children")
    assert mo.roles == {RoleHeld(Role.MANAGER, None, "Children")}
    assert "Gone Person" not in listing.names()


def test_an_empty_cell_of_a_column_that_is_there_empties_its_field(listing: Listing) -> None:
    assert listing.imports(GOOD) == 0
    assert listing.imports("name,email,role,job_title\nMo Adeyemi,mo@lowmere.example,,\n") == 0
    mo = listing.person("mo@lowmere.example")
    assert (mo.roles, mo.job_title, mo.service) == (frozenset(), "", "Children")


def test_a_short_line_is_a_line_with_empty_cells(listing: Listing) -> None:
    assert listing.imports("name,email,role,service\nA,a@x.example\nB,b@x.example,clerk\n") == 0
    assert listing.person("b@x.example").holds(Role.CLERK)


def test_somebody_who_marries_keeps_their_place_under_a_new_address(listing: Listing) -> None:
    assert listing.imports(f"name,email,entra_id,role\nA Bell,bell@x.example,{ONE},clerk\n") == 0
    before = listing.person("bell@x.example")
    assert listing.imports(f"name,email,entra_id\nA Crane,crane@x.example,{ONE}\n") == 0
    after = listing.person("crane@x.example")
    assert (after.id, after.name, after.roles) == (before.id, "A Crane", before.roles)
    assert listing.names() == ["A Crane"]
    audited = listing.database.read_now(lambda session: session.exec(select(AuditRow)).all())[-1]
    assert audited.before is not None
    assert audited.after is not None
    assert (audited.before["email"], audited.after["email"]) == ("bell@x.example", "crane@x.example")


def test_two_people_of_the_record_are_not_made_one(listing: Listing, capsys: pytest.CaptureFixture[str]) -> None:
    assert listing.imports(f"name,email,entra_id\nA,a@x.example,{ONE}\nB,b@x.example,\n") == 0
    assert listing.imports(f"name,email,entra_id\nB,b@x.example,{ONE}\n") == 2
    assert "is that of a@x.example" in capsys.readouterr().err
    assert listing.names() == ["A", "B"]


def test_the_sign_in_of_a_row_that_was_left_moves_to_the_new_one(listing: Listing) -> None:
    assert listing.imports(f"name,email,entra_id,active\nA,a@x.example,{ONE},no\nA,new@x.example,,\n") == 0
    assert listing.imports(f"name,email,entra_id\nA,new@x.example,{ONE}\n") == 0
    assert who_is(listing.database, ONE) == listing.person("new@x.example")


def test_a_manager_of_two_services_has_a_line_for_each(listing: Listing) -> None:
    lines = "name,email,role,service\nA,a@x.example,manager,Children\nA,a@x.example,manager,Adults\n"
    assert listing.imports(lines) == 0
    assert {held.service for held in listing.person("a@x.example").roles} == {"Children", "Adults"}


def test_every_wrong_line_is_named_at_once(write: Write) -> None:
    lines = ["name,email,role", ",a@x.example,", "Bo,no address,", "Cy,c@x.example,captain", "Di,d@x.example,"]
    with pytest.raises(Refusal) as refused:
        people_file.read_people(write("\n".join(lines)))
    told = refused.value.sentence.split("\n")
    assert [one[:6] for one in told] == ["Line 2", "Line 3", "Line 4", "Nobody"]
    with pytest.raises(Refusal, match="And 5 more wrong lines"):
        people_file.read_people(write("\n".join(["name,email", *["Bo,no address"] * 15])))
