"""Reports in the record: kept whole, fetched again, compared; asked for by names that are near."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, col, select

from storage import conversations
from storage.database import Database
from storage.errors import Refusal
from storage.people import ListedPerson, import_people
from storage.reporting import asked, kept, links, templates_kept
from storage.reporting.compile import compiled
from storage.reporting.contents import paper
from storage.reporting.layout import form
from storage.reporting.naming import House
from storage.reporting.wanted import Asked, Format, KeptReport, Wanted
from storage.tables.messages import AuditRow
from storage.views import Reference
from storage.vocabulary import Role
from tests.builders import TITLE, Council, council, moment
from tests.reports.test_contents import decided
from tests.reports.test_templates import GOOD, made


def wants(here: Council, who: str | None = "cleo", **names: object) -> Wanted:
    person = here.people[who] if who else None
    request = Asked(**{"plan": "young carers", **names})  # type: ignore[arg-type]
    return here.database.read_now(asked.wanted, person=person, moment=moment(1), asked=request)


def keeps(here: Council, days: float = 1, **names: object) -> KeptReport:
    wanted = wants(here, **names)
    cleo = here.people["cleo"]
    read = here.database.read_now(
        paper, person=cleo, moment=moment(days), plan_id=wanted.plan_id, round_id=wanted.round_id
    )
    written = compiled(read, form(wanted.form), wanted.format, House("Lowmere Council"))
    return here.database.write_now(
        kept.keep, person=cleo, moment=moment(days), paper=read, wanted=wanted, written=written
    )


def test_a_report_is_kept_with_its_hash_and_fetched_as_it_was(database: Database) -> None:
    here = council(database)
    report = keeps(here)
    found, content = database.write_now(kept.fetch, person=here.people["mo"], moment=moment(2), report_id=report.id)
    assert hashlib.sha256(content).hexdigest() == report.sha256 == found.sha256
    assert (report.size, report.compiled_by, report.draft, report.round) == (
        len(content),
        "Cleo Farrant",
        True,
        "July 2024",
    )
    acts = database.read_now(_acts)
    assert acts == ["compiled", "fetched"]


def _acts(session: Session) -> list[str]:
    rows = session.exec(select(AuditRow.act).where(AuditRow.noun == "report").order_by(col(AuditRow.id)))
    return list(rows)


def test_two_who_compile_the_same_at_once_keep_it_once_and_each_have_it(database: Database) -> None:
    here = council(database)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: keeps(here), range(8)))
    assert len({one.id for one in found}) == 8
    assert len({one.sha256 for one in found}) == 1


def test_only_who_may_have_the_plan_finds_its_reports(database: Database) -> None:
    here = council(database)
    report = keeps(here)
    assert [one.id for one in database.read_now(kept.reports, person=here.people["lena"])] == [report.id]
    assert database.read_now(kept.reports, person=here.people["asha"]) == ()
    with pytest.raises(Refusal, match="I cannot find report"):
        database.write_now(kept.fetch, person=here.people["asha"], moment=moment(2), report_id=report.id)


def test_two_reports_differ_by_what_happened_between_them(database: Database) -> None:
    here = council(database)
    first = keeps(here)
    here.saved("asha", "1", 0, evidence="44 schools.", impact="x", grade="2")
    here.submit("asha")
    second = keeps(here, 2)
    here.close_round(3)
    decided(here, "1", "3", 4)
    third = keeps(here, 5)
    assert here.database.read_now(kept.compare, person=here.people["cleo"], report_id=second.id)[2] == (
        "Recommendation 1, July 2024: an update came in, with the grade 2 – On track.",
    )
    _, _, told = here.database.read_now(kept.compare, person=here.people["cleo"], report_id=first.id, with_id=third.id)
    assert told == ("Recommendation 1, July 2024: an update came in, with the grade 3 – Slipped.",)
    _, _, last = here.database.read_now(kept.compare, person=here.people["cleo"], report_id=third.id)
    assert last == (
        "Recommendation 1, July 2024: the grade went from 2 – On track to 3 – Slipped.",
        "Recommendation 1, July 2024: the grade was proposed and is changed.",
    )


@pytest.mark.parametrize(
    ("words", "plan"),
    [(TITLE, TITLE), ("young carers", TITLE), ("YOUNG CARERS IN SCHOOLS", TITLE), ("carers in schools", TITLE)],
)
def test_a_plan_is_found_by_words_that_only_it_has(sqlite_database: Database, words: str, plan: str) -> None:
    assert wants(council(sqlite_database), plan=words).title == plan


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"plan": "yuong carrers"}, f"Did you mean “{TITLE}”?"),
        ({"plan": "allotments"}, f"You can choose from “{TITLE}”."),
        ({"plan": ""}, "Of which plan?"),
        ({"round": "May 2019"}, "no round called “May 2019”. It has “July 2024”."),
        ({"form": "sonnet"}, "No form is called “sonnet”."),
    ],
)
def test_what_is_unknown_is_told_with_what_there_is(
    sqlite_database: Database, names: dict[str, str], told: str
) -> None:
    with pytest.raises(Refusal) as refused:
        wants(council(sqlite_database), **names)
    assert told in refused.value.sentence


def test_the_console_may_have_everything_and_a_stranger_to_the_plan_nothing(sqlite_database: Database) -> None:
    here = council(sqlite_database)
    assert wants(here, None, round="july").round == "July 2024"
    assert wants(here, form="highlight report", format=Format.PDF).form == "improvement_plan"
    with pytest.raises(Refusal, match="There is no plan that you can have the report of"):
        wants(here, "asha")


def writes_to_the_bot(here: Council, who: str) -> None:
    chat = Reference(f"chat of {who}", "https://teams.example/", "bot", who, "tenant")
    here.database.write_now(conversations.note, person=here.people[who], moment=moment(0), reference=chat)


def linked(database: Database) -> tuple[Council, KeptReport]:
    here = council(database)
    writes_to_the_bot(here, "cleo")
    return here, keeps(here)


def test_a_link_opens_for_its_askers_code_alone_and_ends(database: Database) -> None:
    here, report = linked(database)
    token = database.write_now(links.link, person=here.people["cleo"], moment=moment(2), report_id=report.id)
    code = code_of(database, here, report.id)
    for typed in (code, f" {code.lower()} ", code.replace("-", "")):
        assert database.write_now(links.followed, moment=moment(2), token=token, code=typed)[0].id == report.id
    for typed in ("", "AAAA-AAAA", code[:-1], code + "A", "é" * 50):
        with pytest.raises(links.Mistyped, match="That is not the code"):
            database.write_now(links.followed, moment=moment(2), token=token, code=typed)
    with pytest.raises(Refusal, match="I cannot find report"):
        database.write_now(links.link, person=here.people["asha"], moment=moment(2), report_id=report.id)
    for wrong in (token[:-1], token.replace("1.", "2.", 1), "", "...", "a.b.c.d", "1.1.1.x" * 40, token + "é"):
        with pytest.raises(Refusal, match="This link has ended"):
            database.write_now(links.followed, moment=moment(2), token=wrong, code=code)
    with pytest.raises(Refusal, match="This link has ended"):
        database.write_now(links.followed, moment=moment(2.02), token=token, code=code)


def code_of(database: Database, here: Council, report_id: int) -> str:
    """As the letter to the link's asker has it."""
    ends = int((moment(2).at + links.LASTS).timestamp())
    return database.read_now(links.code, person=here.people["cleo"], moment=moment(2), report_id=report_id, ends=ends)


def test_two_links_have_two_codes(database: Database) -> None:
    here, report = linked(database)
    cleo = here.people["cleo"]
    tokens = [
        database.write_now(links.link, person=cleo, moment=moment(day), report_id=report.id) for day in (2, 2.001)
    ]
    with pytest.raises(links.Mistyped):
        database.write_now(links.followed, moment=moment(2), token=tokens[1], code=code_of(database, here, report.id))


def test_a_link_ends_when_its_asker_may_no_longer_have_the_report(database: Database) -> None:
    here, report = linked(database)
    cleo = here.people["cleo"]
    token = database.write_now(links.link, person=cleo, moment=moment(2), report_id=report.id)
    listed = ListedPerson(cleo.name, cleo.email, roles=((Role.OFFICER, "", ""),))
    database.write_now(import_people, person=None, moment=moment(2), people=[listed])
    with pytest.raises(Refusal, match="I cannot find report"):
        database.write_now(links.followed, moment=moment(2), token=token, code=code_of(database, here, report.id))


def test_who_has_no_chat_with_the_bot_is_told_how_to_have_it(database: Database) -> None:
    here = council(database)
    report, cleo = keeps(here), here.people["cleo"]
    with pytest.raises(Refusal, match="Open a chat of our own"):
        database.write_now(links.link, person=cleo, moment=moment(2), report_id=report.id)


def test_a_councils_template_is_used_from_then_on_and_a_broken_one_changes_nothing(database: Database) -> None:
    here = council(database)
    cleo = here.people["cleo"]
    use = templates_kept.use_template
    database.write_now(
        use, person=cleo, moment=moment(1), form="progress_update", name="ours.docx", content=made(*GOOD)
    )
    assert wants(here).council_template == "ours.docx"
    assert wants(here, format=Format.HTML).council_template == ""
    with pytest.raises(Refusal, match="There is no field “reveiw”"):
        database.write_now(
            use, person=cleo, moment=moment(2), form="progress_update", name="b.docx", content=made("{{ reveiw }}")
        )
    with pytest.raises(Refusal, match="Only a clerk"):
        database.write_now(
            use, person=here.people["asha"], moment=moment(2), form="tracker", name="b.docx", content=made(*GOOD)
        )
    assert wants(here).council_template == "ours.docx"
