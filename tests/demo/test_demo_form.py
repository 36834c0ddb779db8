"""The form that comes with the demo: what somebody trying the import will be asked, and what becomes of it."""

from bot.demo.council import FORM
from storage import plans
from storage.importing import apply, beginning
from storage.importing.understanding import understood
from storage.importing.views import Imported, IntakeView
from storage.rounds import open_round
from tests.demo.kelderby import Kelderby


def test_the_demos_form_shows_what_an_import_asks_and_becomes_a_plan(kelderby: Kelderby) -> None:
    clerk, content = kelderby.player("clerk"), FORM.read_bytes()
    proposal = understood(FORM.name, content)
    moment = kelderby.moment()
    begun = kelderby.database.write_now(
        beginning.start, person=clerk, moment=moment, name=FORM.name, content=content, proposal=proposal
    )
    assert isinstance(begun, IntakeView)
    assert begun.title == "Young People Leaving Care"
    fields = {doubt.field for doubt in begun.doubts}
    assert {"grade", "due", "number"} <= fields
    near = {owner.text: [one.name for one in owner.candidates] for owner in begun.open_owners}
    assert near == {"Sunita Bhat": ["Sunita Bhatt"], "Gwen Tarrant": []}
    assert [owner.text for owner in begun.owners if owner.is_link_officer] == ["Nathan Oduya"]
    done = kelderby.database.write_now(
        apply.confirm, person=clerk, moment=moment, intake_id=begun.id, seen=begun.stamp, leaving=True
    )
    assert isinstance(done, Imported)
    assert (done.recommendations, done.updates, done.link_officers) == (5, 10, ("Nathan Oduya",))
    ids = kelderby.read(plans.recommendation_ids, plan_id=done.plan_id)
    assert list(ids) == ["1", "2", "4", "5", "6"]
    opened = kelderby.database.write_now(
        open_round, person=clerk, moment=moment, plan_id=done.plan_id, label="November 2026", period_on=moment.today
    )
    assert not opened.closed
