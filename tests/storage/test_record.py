"""The record itself: migrations, transactions, deliveries, people, files, rounds."""

import asyncio
import threading
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, col, func, select

from storage import conversations, deliveries, due_dates, files, people, plans, rounds
from storage.database import Database
from storage.errors import Refusal
from storage.people import ListedPerson
from storage.schema import newest_revision, revision_of, upgrade
from storage.tables import metadata
from storage.tables.messages import AuditRow
from storage.tables.people import Person as PersonRow
from storage.views import Due, Reference, RoleHeld
from storage.vocabulary import Role
from tests.builders import IDS, Council, council, email, moment, plan, who_is


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def counted(database: Database, table: type[PersonRow] | type[AuditRow]) -> int:
    return database.read_now(lambda session: session.exec(select(func.count()).select_from(table)).one())


def test_the_migrations_make_the_tables_the_code_expects(database: Database) -> None:
    upgrade(database)
    assert revision_of(database) == newest_revision()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_operation_holds_whole_or_not_at_all(database: Database) -> None:
    def half(session: Session) -> None:
        session.add(PersonRow(name="A", email="a@lowmere.example"))
        session.flush()
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        database.write_now(half)
    assert counted(database, PersonRow) == 0


async def test_thirty_writers_at_once_lose_nothing(database: Database) -> None:
    database.write_now(lambda session: session.add(PersonRow(name="0", email="a@lowmere.example")))

    def more(session: Session) -> None:
        row = session.exec(select(PersonRow).with_for_update()).one()
        row.name = str(int(row.name) + 1)
        session.add(row)

    await asyncio.gather(*(database.write(more) for _ in range(30)))
    assert database.read_now(lambda session: session.exec(select(PersonRow.name)).one()) == "30"


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    reading, written = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        session.add(PersonRow(name="A", email="a@lowmere.example"))
        session.flush()
        reading.set()
        assert written.wait(10)

    writer = threading.Thread(target=database.write_now, args=(slow,))
    writer.start()
    assert reading.wait(10)
    assert counted(database, PersonRow) == 0
    written.set()
    writer.join()
    assert counted(database, PersonRow) == 1


def test_an_activity_has_its_effect_once(database: Database) -> None:
    def add(session: Session) -> str:
        session.add(PersonRow(name="A", email="a@lowmere.example"))
        return "added"

    assert database.write_now(deliveries.once, "key", moment(), add) == "added"
    with pytest.raises(deliveries.AlreadyHandled):
        database.write_now(deliveries.once, "key", moment(), add)
    assert database.read_now(deliveries.handled, key="key") == deliveries.Handled(None)
    database.write_now(deliveries.answer_with, answers={"key": {"notice": "Done"}})
    assert database.read_now(deliveries.handled, key="key") == deliveries.Handled({"notice": "Done"})
    database.write_now(deliveries.forget_old, moment=moment(3))
    assert database.read_now(deliveries.handled, key="key") is None


async def test_two_deliveries_at_the_same_moment_have_one_effect(database: Database) -> None:
    def add(session: Session) -> None:
        session.add(AuditRow(at=moment().at, act="tried", noun="test"))

    results = await asyncio.gather(
        *(database.write(deliveries.once, "key", moment(), add) for _ in range(8)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, deliveries.AlreadyHandled) for result in results) == 7
    assert counted(database, AuditRow) == 1


def test_people_are_added_changed_and_left_alone(database: Database) -> None:
    one = ListedPerson("Asha Pryce", "asha@lowmere.example", job_title="Officer", roles=((Role.CLERK, "", ""),))

    def imported(*listed: ListedPerson) -> people.Imported:
        return database.write_now(people.import_people, person=None, moment=moment(), people=listed)

    assert imported(one) == people.Imported(added=1, changed=0, unchanged=0)
    assert imported(one) == people.Imported(added=0, changed=0, unchanged=1)
    assert imported(ListedPerson("Asha Price", "ASHA@lowmere.example")) == people.Imported(0, 1, 0)
    found = database.read_now(people.person_with_email, email="asha@lowmere.example")
    assert found is not None
    assert (found.name, found.job_title, found.roles) == ("Asha Price", "Officer", {RoleHeld(Role.CLERK)})
    assert imported(ListedPerson("Asha Price", "asha@lowmere.example", roles=())) == people.Imported(0, 1, 0)
    assert database.read_now(people.person_by_id, person_id=found.id).roles == frozenset()


def test_a_role_for_a_plan_that_is_not_there_imports_nobody(database: Database) -> None:
    listed = [
        ListedPerson("A", "a@lowmere.example"),
        ListedPerson("B", "b@lowmere.example", roles=((Role.CLERK, "?", ""),)),
    ]
    with pytest.raises(Refusal, match="No plan is called"):
        database.write_now(people.import_people, person=None, moment=moment(), people=listed)
    assert counted(database, PersonRow) == 0


def test_a_sign_in_is_bound_to_a_listed_email_once(database: Database) -> None:
    listed = [ListedPerson("Asha Pryce", "asha@lowmere.example")]
    database.write_now(people.import_people, person=None, moment=moment(), people=listed)

    def bind(entra_id: str) -> object:
        return database.write_now(
            people.bind_entra_id, moment=moment(), email="Asha@Lowmere.example ", entra_id=entra_id
        )

    assert bind(IDS["asha"]) is not None
    assert bind(IDS["bryn"]) is None
    assert who_is(database, IDS["bryn"]) is None


def test_somebody_who_has_left_is_nobody(here: Council) -> None:
    gone = ListedPerson("Asha Pryce", email("asha"), entra_id=IDS["asha"], active=False)
    here.database.write_now(people.import_people, person=None, moment=moment(), people=[gone])
    assert who_is(here.database, IDS["asha"]) is None


def test_only_an_administrator_changes_who_is_who(here: Council) -> None:
    with pytest.raises(Refusal, match="administrator"):
        here.database.write_now(people.import_people, person=here.people["cleo"], moment=moment(), people=[])
    here.database.write_now(people.import_people, person=here.people["ada"], moment=moment(), people=[])


def test_only_a_clerk_adds_a_plan_and_no_title_twice(here: Council) -> None:
    with pytest.raises(Refusal, match="Only a clerk"):
        here.database.write_now(plans.add_plan, person=here.people["asha"], moment=moment(), plan=plan())
    with pytest.raises(Refusal, match="already a plan called"):
        here.database.write_now(plans.add_plan, person=here.people["cleo"], moment=moment(), plan=plan())


def test_a_round_is_opened_and_closed_once_by_a_clerk(here: Council) -> None:
    with pytest.raises(Refusal, match="is open already"):
        here.round_called("July 2024", moment().today)
    here.close_round()
    with pytest.raises(Refusal, match="closed already"):
        here.close_round()
    with pytest.raises(Refusal, match="Only a clerk"):
        here.database.write_now(rounds.close_round, person=here.people["asha"], moment=moment(), round_id=here.round_id)
    assert here.database.read_now(rounds.assignments, person=here.people["asha"]) == ()


def test_a_person_is_asked_for_what_is_theirs_and_the_link_officer_for_outsiders(here: Council) -> None:
    def numbers(who: str) -> list[str]:
        return [one.number for one in here.database.read_now(rounds.assignments, person=here.people[who])]

    assert numbers("asha") == ["1", "2"]
    assert numbers("bryn") == ["2", ""]
    assert numbers("lena") == ["3"]
    assert [numbers(who) for who in ("mo", "cleo", "ada", "tess")] == [[], [], [], []]


def test_a_due_date_is_moved_by_adding_one_with_its_reason(here: Council) -> None:
    def move(who: str, text: str, reason: str = "The grant came late.") -> Due:
        return here.database.write_now(
            due_dates.move_due_date,
            person=here.people[who],
            moment=moment(),
            recommendation_id=here.recommendations["1"],
            text=text,
            reason=reason,
        )

    assert move("cleo", "March 2025") == Due("March 2025", date(2025, 3, 31), moved=1)
    assert move("cleo", "Summer 2025") == Due("Summer 2025", None, moved=2)
    assert here.sheet("asha", "1").due.moved == 2
    for who, text, reason, sentence in (
        ("asha", "May 2025", "x", "Only a clerk"),
        ("cleo", "31/06/2025", "x", "June 2025 has 30 days"),
        ("cleo", "May 2025", " ", "Say why the date moves"),
        ("cleo", " ", "x", "Give the new date"),
    ):
        with pytest.raises(Refusal, match=sentence):
            move(who, text, reason)


def test_a_file_is_kept_once_and_is_evidence_when_its_sender_says_so(here: Council) -> None:
    def keep(who: str) -> int:
        return here.database.write_now(
            files.keep_file, person=here.people[who], moment=moment(), name="../plan.pdf", content=b"%PDF-1.7 words"
        ).id

    def fetch(who: str, file_id: int) -> bytes:
        return here.database.read_now(files.fetch, person=here.people[who], file_id=file_id)[1]

    file_id = keep("asha")
    assert keep("asha") == file_id
    with pytest.raises(Refusal, match="cannot find that file"):
        fetch("cleo", file_id)
    attached = here.database.write_now(
        files.attach,
        person=here.people["asha"],
        moment=moment(),
        file_id=file_id,
        recommendation_id=here.recommendations["2"],
        round_id=here.round_id,
    )
    assert [(kept.name, kept.sent_by) for kept in attached.files] == [(".._plan.pdf", "Asha Pryce")]
    assert fetch("cleo", file_id) == fetch("bryn", file_id) == b"%PDF-1.7 words"
    with pytest.raises(Refusal, match="cannot find that file"):
        fetch("tess", file_id)
    off = here.database.write_now(
        files.detach,
        person=here.people["bryn"],
        moment=moment(),
        file_id=file_id,
        recommendation_id=here.recommendations["2"],
        round_id=here.round_id,
    )
    assert off.files == ()
    assert off.version == attached.version + 1


def test_a_file_attached_meanwhile_does_not_make_a_card_out_of_date(here: Council) -> None:
    first = here.saved("asha", "1", 0, evidence="One.")
    kept = here.database.write_now(
        files.keep_file, person=here.people["asha"], moment=moment(), name="a.txt", content=b"words"
    )
    here.database.write_now(
        files.attach,
        person=here.people["asha"],
        moment=moment(),
        file_id=kept.id,
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
    )
    assert here.saved("asha", "1", first.version, evidence="Two.").response.evidence == "Two."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "I cannot keep “a.exe”"),
        ("a.pdf", b"MZ not a pdf", "not what its ending .pdf says"),
        ("a.txt", b"bin\x00ary", "not what its ending .txt says"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "larger than the 10 MB"),
        ("no ending", b"words", "I cannot keep"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_with_the_reason(
    here: Council, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        here.database.write_now(
            files.keep_file, person=here.people["asha"], moment=moment(), name=name, content=content
        )


def test_a_person_is_welcomed_once(here: Council) -> None:
    asha, chat = here.people["asha"], Reference("a:1", "https://smba.example/", "28:bot", "29:asha", "t")

    def welcome() -> bool:
        return here.database.write_now(conversations.welcome, person=asha, moment=moment())

    assert not welcome()
    here.database.write_now(conversations.note, person=asha, moment=moment(), reference=chat)
    assert here.database.read_now(conversations.reference_of, asha.id) == chat
    assert [welcome(), welcome()] == [True, False]
    here.database.write_now(conversations.blocked, asha.id, moment())
    assert here.database.read_now(conversations.reference_of, asha.id) is None


def test_every_audit_row_says_who_and_when(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="One.")

    def last(session: Session) -> AuditRow:
        return session.exec(select(AuditRow).order_by(col(AuditRow.id).desc())).first()  # type: ignore[return-value]

    row = here.database.read_now(last)
    assert (row.person_id, row.at, row.act, row.noun) == (here.people["asha"].id, moment().at, "wrote", "update")
    assert row.after["version"] == 1
