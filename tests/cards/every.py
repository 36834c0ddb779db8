"""Every card there is, drawn from the builders' views as they are, or with a nasty text in place of each text."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from cards import (
    actions,
    answered_doubts,
    confirm,
    deciding,
    doubts,
    form,
    handovers,
    imported,
    importing,
    named,
    notice,
    overtaken,
    proposed,
    questions,
    receipt,
    reporting,
    review,
    reviewing,
    rounds,
    unfolded,
    welcome,
)
from cards import left as left_cards
from cards.frame import Card
from storage.importing.views import Comparison
from storage.left_views import LeftCount
from storage.reporting.wanted import Format
from storage.views import HeldWords, Inbox, LastSent, Response, SentByAnother
from storage.vocabulary import HandoverState, Role, UpdateState
from tests import documents
from tests.cards import builders as b
from tests.cards import of_imports as i
from tests.cards.of_asking import NAMES as OF_ASKING
from tests.cards.of_asking import of_asking

T = TypeVar("T")


class Fill(Protocol):
    """What is done to each view and each text before it is drawn."""

    def __call__(self, view: T, /) -> T: ...


NAMES = (
    "welcome", "welcome again", "welcome with nothing", "welcome of a clerk", "welcome of a manager",
    "my actions", "no actions", "many actions",
    "form", "blank form", "returned form", "sent form", "closed form", "settled form",
    "questions", "answered questions", "review", "long review", "empty review",
    "review after sending", "what the grades mean", "what was said last time", "nothing said last time",
    "two of one number", "receipt", "last receipt",
    "sent by another", "overtaken", "overtaken by oneself", "overtaken by both",
    "overtaken in grade",
    "handover form", "handover form for many", "offer", "handed over", "given back to the clerk",
    "accepted news", "declined news", "assigned news",
    "offered form", "taken back news", "lapsed news", "lapsed news for the clerk",
    "confirm parts", "confirm evidence", "confirm grade", "which recommendation", "confirm file",
    "choose report", "confirm report", "confirm sheet", "working on report", "report ready", "report by link",
    "report link code", "report not ready", "kept reports", "no reports", "reports compared", "reports alike",
    "inbox", "empty inbox", "answer", "comment beside accept", "handed back", "returned", "notice", "stranger", "help",
    "decisions", "no decisions", "decision",
    "import", "newer import", "settled import", "vast import", "file for import", "many documents in hand", "no documents",
    "imported", "newer imported", "known document", "not confirmed", "doubt", "doubt about a row", "doubt about nothing",
    "doubt about a round", "doubt about a grade of the key", "doubt about the key", "doubt about a link officer",
    "import without a link officer", "not confirmed without a link officer", "names without a link officer",
    "comparison in other words", "doubts of two documents",
    "answered doubt", "doubts of a plan", "names", "many names", "near name", "unknown name", "proposed recommendation",
    "bare recommendation", "leftovers", "many leftovers", "comparison", "long comparison", "no comparison",
    "which round", "which round of many", "round to open", "plain round to open", "round opened", "many rounds to close",
    "no rounds", "closing", "closing over drafts", "left unsent", "left in many ways", "many left unsent", "closed answer",
    "closed and nothing sent", "asked", *OF_ASKING,
)  # fmt: skip


def as_it_is(name: str) -> Card:
    return _ordinary()[name]()


def filled(name: str, text: str) -> Card:
    return _filled(text)[name]()


@cache
def _ordinary() -> Mapping[str, Callable[[], Card]]:
    return _drawn(lambda view: view, "Draft saved. It is not sent yet.")


@cache
def _filled(text: str) -> Mapping[str, Callable[[], Card]]:
    """Kept for every card that is drawn from it: to fill all there is with a text costs more than to draw one."""
    return _drawn(lambda view: b.nasty(view, text), text)


def _drawn(fill: Fill, text: str) -> Mapping[str, Callable[[], Card]]:
    found = {
        **_of_the_walk(fill, text),
        **_of_handovers(fill, text),
        **_of_the_clerk(fill, text),
        **_of_imports(fill, text),
        **_of_rounds(fill, text),
        **of_asking(fill, text),
        **_of_reports(fill, text),
    }
    assert set(found) == set(NAMES)
    return found


def _of_the_walk(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    waiting, offers, sheet = fill(b.assignments()), fill((b.handover(),)), fill(b.sheet())
    blank = fill(replace(b.empty_sheet(for_owner=b.outsider()), response=Response()))
    closed = replace(sheet, round=replace(sheet.round, closed=True))
    return {
        "welcome": lambda: welcome.welcome(
            fill(b.person()), fill(b.COUNCIL), welcome.Waiting(waiting, offers), today=b.TODAY, first=True
        ),
        "welcome again": lambda: welcome.welcome(
            fill(b.person()), fill(b.COUNCIL), welcome.Waiting(waiting[:1]), today=date(2024, 8, 9), first=False
        ),
        "welcome with nothing": lambda: welcome.welcome(
            fill(b.person()), fill(b.COUNCIL), welcome.Waiting(), today=b.TODAY, first=True
        ),
        "welcome of a clerk": lambda: welcome.welcome(
            fill(b.person(Role.CLERK)),
            fill(b.COUNCIL),
            welcome.Waiting(inbox=Inbox(2, 1)),
            today=b.TODAY,
            first=True,
        ),
        "welcome of a manager": lambda: welcome.welcome(
            fill(b.person(Role.MANAGER)), fill(b.COUNCIL), welcome.Waiting(), today=b.TODAY, first=True
        ),
        "my actions": lambda: actions.my_actions(waiting, offers, today=b.TODAY, notice=text),
        "no actions": lambda: actions.my_actions((), (), Inbox(1, 2), today=b.TODAY),
        "many actions": lambda: actions.my_actions(waiting * 12, offers * 9, today=b.TODAY, notice=text),
        "form": lambda: form.form(sheet, place=(2, 3), today=b.TODAY, notice=text),
        "blank form": lambda: form.form(blank, place=None, today=b.TODAY),
        "returned form": lambda: form.form(
            replace(sheet, state=UpdateState.RETURNED, clerk_comment=fill("Which nine schools?")),
            place=(1, 3),
            today=b.TODAY,
            notice=text,
        ),
        "sent form": lambda: form.form(
            replace(sheet, state=UpdateState.SUBMITTED, sent_version=3), place=None, today=b.TODAY, notice=text
        ),
        "closed form": lambda: form.form(closed, place=(2, 3), today=b.TODAY, notice=text),
        "settled form": lambda: form.form(
            replace(sheet, state=UpdateState.SIGNED_OFF), place=None, today=b.TODAY, notice=text
        ),
        "questions": lambda: questions.questions(sheet, notice=text),
        "answered questions": lambda: questions.questions(replace(sheet, questions=sheet.questions[1:])),
        "review": lambda: review.review(
            review.Sending(fill(b.person()), (sheet, blank), "5.3.4,6.3.1"), waiting, today=b.TODAY, notice=text
        ),
        "long review": lambda: review.review(
            review.Sending(fill(b.person()), (sheet,) * 24, "5.3.4," * 24), waiting * 4, today=b.TODAY, notice=text
        ),
        "empty review": lambda: review.review(
            review.Sending(fill(b.person()), (), ""), waiting, today=b.TODAY, notice=text
        ),
        "review after sending": lambda: review.review(
            review.Sending(fill(b.person()), (), ""),
            waiting,
            today=b.TODAY,
            last=LastSent("R-7K3M-Q2XW", b.AT, fill("Bryn Calloway"), False, ""),
        ),
        "what the grades mean": lambda: unfolded.grades(sheet),
        "what was said last time": lambda: unfolded.last_time(sheet),
        "nothing said last time": lambda: unfolded.last_time(replace(sheet, last=None)),
        "two of one number": lambda: actions.my_actions(
            [replace(waiting[0], apart=title) for title in (fill("Damp and Mould"), "Young Carers")], (), today=b.TODAY
        ),
        "receipt": lambda: receipt.receipt(fill(b.receipt()), waiting, today=b.TODAY),
        "last receipt": lambda: receipt.receipt(fill(b.receipt()), (), today=b.TODAY),
        "sent by another": lambda: receipt.sent_by_another(
            fill(SentByAnother("Bryn Calloway", b.AT, b.receipt().sheets)), b.TODAY
        ),
        "overtaken": lambda: overtaken.overtaken(fill(b.overtaken())),
        "overtaken by oneself": lambda: overtaken.overtaken(fill(b.clash_with_oneself()), notice=text),
        "overtaken by both": lambda: overtaken.overtaken(fill(b.clash_with_both())),
        "overtaken in grade": lambda: overtaken.overtaken(replace(fill(b.overtaken()), rivals=("grade", "date"))),
        "confirm parts": lambda: confirm.confirm_evidence(
            sheet, HeldWords(1, 1, fill("Grade: 2")), takes=fill("grade 2")
        ),
        "confirm evidence": lambda: confirm.confirm_evidence(sheet, HeldWords(1, 1, fill("38 schools have a lead."))),
        "confirm grade": lambda: confirm.confirm_grade(sheet, ("2", "3")),
        "which recommendation": lambda: confirm.which_recommendation(fill(b.kept_file()), waiting),
        "confirm file": lambda: confirm.confirm_file(sheet, fill(b.kept_file())),
        "notice": lambda: notice.notice(text, suggestions=("update", "help")),
        "stranger": lambda: notice.stranger(fill("the scrutiny team"), fill(b.COUNCIL)),
        "help": lambda: notice.help_card(
            fill((("update", "go on where you were"),) * 20), fill(b.COUNCIL), notice=text
        ),
    }


def _of_handovers(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    sheet, handover = fill(b.sheet()), fill(b.handover())
    few, many = fill(b.colleagues()), fill(b.colleagues(151))
    with_clerk = replace(handover, state=HandoverState.WITH_CLERK, to_name="")
    reason = fill("Bryn runs the network now.")
    return {
        "handover form": lambda: handovers.handover_form(sheet, few, reason=reason, notice=text),
        "handover form for many": lambda: handovers.handover_form(sheet, many),
        "offer": lambda: handovers.offer(handover),
        "handed over": lambda: handovers.handed_over(handover),
        "given back to the clerk": lambda: handovers.handed_over(with_clerk),
        "accepted news": lambda: handovers.news(handover, "handover accepted"),
        "declined news": lambda: handovers.news(handover, "handover declined"),
        "assigned news": lambda: handovers.news(handover, "assigned"),
        "taken back news": lambda: handovers.news(handover, "offer taken back"),
        "lapsed news": lambda: handovers.news(handover, "offer lapsed"),
        "lapsed news for the clerk": lambda: handovers.news(handover, "offer lapsed, for the clerk"),
        "offered form": lambda: form.form(
            replace(sheet, offered_to=handover.to_name), place=(1, 3), today=b.TODAY, notice=text
        ),
    }


def _of_the_clerk(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    sent = fill(b.sheet(state=UpdateState.SUBMITTED, sent_version=4, clerk_comment="Which nine schools?"))
    back = fill(b.handover(HandoverState.WITH_CLERK, to_name=""))
    return {
        "inbox": lambda: reviewing.inbox((sent,) * 30, (back,) * 5, notice=text),
        "empty inbox": lambda: reviewing.inbox((), ()),
        "answer": lambda: reviewing.answer(sent, today=b.TODAY, notice=text),
        "comment beside accept": lambda: reviewing.answer(
            sent, today=b.TODAY, notice=text, comment="Which 44?", with_comment=True
        ),
        "handed back": lambda: reviewing.handed_back(back, fill(b.colleagues()), notice=text),
        "returned": lambda: reviewing.returned(sent, b.TODAY),
        "decisions": lambda: deciding.to_decide((sent,) * 30, notice=text),
        "no decisions": lambda: deciding.to_decide(()),
        "decision": lambda: deciding.decision(sent, today=b.TODAY, notice=text),
    }


def _of_imports(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    here, newer, vast, settled = fill(i.intake()), fill(i.newer()), fill(i.vast()), fill(i.settled())
    at_plan, past = fill(i.at_plan()), replace(vast, settled_by=here.started_by, settled_at=b.AT)
    people, bare = fill(i.people()), fill(documents.one(3, ""))
    at_bare = replace(here, proposal=replace(here.proposal, recommendations=(bare,)))
    return {
        "import": lambda: importing.overview(here, notice=text),
        "newer import": lambda: importing.overview(newer),
        "settled import": lambda: importing.overview(settled),
        "vast import": lambda: importing.overview(vast, notice=text),
        "file for import": lambda: importing.which_use(here, fill(b.kept_file())),
        "many documents in hand": lambda: importing.waiting(fill(i.in_hand()) * 40, notice=text),
        "no documents": lambda: importing.waiting(()),
        "imported": lambda: imported.imported(fill(i.imported())),
        "newer imported": lambda: imported.imported(replace(fill(i.imported()), is_newer=True, link_officers=())),
        "known document": lambda: imported.known_already(fill(i.known())),
        "not confirmed": lambda: importing.not_confirmed(here),
        "doubt": lambda: doubts.doubt(here, here.doubts[0], notice=text),
        "doubt about a row": lambda: doubts.doubt(here, here.doubts[2]),
        "doubt about nothing": lambda: doubts.doubt(here, here.doubts[3]),
        "answered doubt": lambda: doubts.doubt(here, here.doubts[4]),
        "doubt about a round": lambda: doubts.doubt(at_plan, at_plan.doubts[0]),
        "doubt about a grade of the key": lambda: doubts.doubt(at_plan, at_plan.doubts[1]),
        "doubt about the key": lambda: doubts.doubt(at_plan, at_plan.doubts[2]),
        "doubt about a link officer": lambda: doubts.doubt(at_plan, at_plan.doubts[3]),
        "import without a link officer": lambda: importing.overview(at_plan),
        "not confirmed without a link officer": lambda: importing.not_confirmed(at_plan),
        "names without a link officer": lambda: named.owners(at_plan),
        "comparison in other words": lambda: proposed.comparison(at_plan),
        "doubts of a plan": lambda: answered_doubts.answered_list((past,), page=2),
        "doubts of two documents": lambda: answered_doubts.answered_list((fill(i.past()), fill(i.past()))),
        "names": lambda: named.owners(here, notice=text),
        "many names": lambda: named.owners(vast, page=3),
        "near name": lambda: named.owner(here, here.owners[0], people, notice=text),
        "unknown name": lambda: named.owner(here, here.owners[1], people * 100),
        "proposed recommendation": lambda: proposed.recommendation(here, here.proposal.recommendations[1], notice=text),
        "bare recommendation": lambda: proposed.recommendation(at_bare, bare),
        "leftovers": lambda: proposed.leftovers(here),
        "many leftovers": lambda: proposed.leftovers(vast, page=2),
        "comparison": lambda: proposed.comparison(newer),
        "long comparison": lambda: proposed.comparison(vast, page=2),
        "no comparison": lambda: proposed.comparison(replace(newer, comparison=Comparison(same=3))),
    }


def _of_rounds(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    invited, running, waiting = fill(i.invitation()), fill(i.open_rounds()), fill(b.assignments()[:3])
    closes, plans = date(2024, 8, 31), ((1, fill("Young Carers in Schools")), (2, fill("Empty Homes Review")))
    left = fill(b.left_in_round())
    alone = replace(invited, asked=invited.asked[:1], nobody=(), signed_off=0, missing=0)
    return {
        "which round": lambda: rounds.which_round(plans, notice=text),
        "which round of many": lambda: rounds.which_round(plans * 50),
        "round to open": lambda: rounds.to_open(invited, fill("July 2024"), closes, seen="0a1b2c", today=b.TODAY),
        "plain round to open": lambda: rounds.to_open(alone, fill("Spring"), None, seen="0a1b2c", today=b.TODAY),
        "round opened": lambda: rounds.opened(invited, fill("July 2024")),
        "many rounds to close": lambda: rounds.to_close(running * 30, notice=text),
        "no rounds": lambda: rounds.to_close(()),
        "closing": lambda: rounds.closing(running[0], seen="0a1b2c"),
        "closing over drafts": lambda: rounds.closing(
            replace(running[0], left=LeftCount(2, 1, 1, 1, 2)), seen="0a1b2c"
        ),
        "left unsent": lambda: left_cards.left_unsent(replace(left, lines=left.lines[:1])),
        "left in many ways": lambda: left_cards.left_unsent(left),
        "many left unsent": lambda: left_cards.left_unsent(replace(left, lines=left.lines[:1] * 40)),
        "closed answer": lambda: left_cards.closed_answer(fill(b.closed_answer()), b.TODAY),
        "closed and nothing sent": lambda: left_cards.closed_answer(
            fill(replace(b.closed_answer(), sent=b.empty_sheet(round=b.closed_answer().sent.round))),
            b.TODAY,
            notice=text,
        ),
        "asked": lambda: rounds.asked(waiting, b.TODAY),
    }


def _of_reports(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    wanted, report, plans = replace(fill(b.wanted()), form="tracker"), fill(b.kept_report()), fill(b.plan_choices())
    sheet, later = replace(wanted, format=Format.XLSX, draft=False, silent=0, closed=0), replace(report, id=8)
    differences = fill(("Recommendation 3, July 2024: the grade went from 2 – On track to 3 – Slipped.",) * 3)
    return {
        "choose report": lambda: reporting.choose(plans, wanted, notice=text),
        "confirm report": lambda: reporting.confirm(wanted, notice=text),
        "confirm sheet": lambda: reporting.confirm(sheet),
        "working on report": lambda: reporting.working(wanted),
        "report ready": lambda: reporting.ready(report),
        "report by link": lambda: reporting.ready(report, address="https://bot.lowmere.example/reports/7.1.1.abc"),
        "report link code": lambda: reporting.link_code(report, "KQ7M-2XPA"),
        "report not ready": lambda: reporting.not_ready(fill("Young Carers in Schools"), text),
        "kept reports": lambda: reporting.kept((report,) * 20, notice=text),
        "no reports": lambda: reporting.kept(()),
        "reports compared": lambda: reporting.comparison(report, later, differences),
        "reports alike": lambda: reporting.comparison(report, later, ()),
    }
