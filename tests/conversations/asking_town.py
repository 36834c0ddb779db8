"""The small council with something to ask about: two plans of two schemes, a round answered and one half answered."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from storage import plans, submissions, updates
from storage.agreed import AgreedRecommendation
from storage.rules.schemes import known
from storage.views import Given
from tests.builders import Council, moment, owner, plan

OTHER = "Housing Repairs"


def filled(here: Council) -> Council:
    """In July 2023 Asha answered 1 and 2 and Bryn item 4; July 2024 is open, and Asha has answered 1."""
    old = here.in_round(here.round_called("July 2023", date(2023, 7, 31), days=-360))
    for who, which, grade in (("asha", "1", "2"), ("asha", "2", "3"), ("bryn", "item 4", "1")):
        send(old, who, which, days=-350, grade=grade, evidence=f"Said of {which}: young carers' voices matter.")
    old.close_round(days=-340)
    send(here, "asha", "1", days=-1, grade="3", evidence="Only 12 schools have a lead.", impact="Fewer absences.")
    housing = replace(
        plan(),
        title=OTHER,
        service="Housing",
        scheme=known("rag"),
        recommendations=(
            AgreedRecommendation(
                "Damp is mended in time.",
                number="1",
                owners=(owner("bryn"),),
                due_on=date(2024, 6, 1),
                due_text="June 2024",
            ),
            AgreedRecommendation('=HYPERLINK("https://evil.example")', number="2"),
        ),
    )
    here.database.write_now(plans.add_plan, person=here.people["cleo"], moment=moment(-200), plan=housing)
    return here


def send(there: Council, who: str, which: str, days: float, **given: str) -> None:
    """Saved and sent, with no regard to what the checks would ask."""
    key = {"recommendation_id": there.recommendations[which], "round_id": there.round_id}
    person, at = there.people[who], moment(days)

    def work(session: Session) -> None:
        updates.save(session, person=person, moment=at, based_on=None, given=Given(**given), **key)  # type: ignore[arg-type]
        session.flush()
        seen = submissions.fingerprint(submissions.ready(session, person=person, today=at.today))
        assert submissions.submit(session, person=person, moment=at, seen=seen)

    there.database.write_now(work)
