"""Every card there is, drawn from the builders' views as they are, or with a nasty text in place of each text."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from cards import (
    actions,
    confirm,
    form,
    handovers,
    notice,
    overtaken,
    questions,
    receipt,
    reporting,
    review,
    reviewing,
    welcome,
)
from cards.frame import Card
from storage.reporting.wanted import Format
from storage.views import HeldWords, Inbox, Response, SentByAnother
from storage.vocabulary import HandoverState, Role, UpdateState
from tests.cards import builders as b

T = TypeVar("T")


class Fill(Protocol):
    """What is done to each view and each text before it is drawn."""

    def __call__(self, view: T, /) -> T: ...


NAMES = (
    "welcome", "welcome again", "welcome with nothing", "welcome of a clerk", "welcome of a manager",
    "my actions", "no actions", "many actions",
    "form", "blank form", "returned form", "sent form", "closed form", "settled form",
    "questions", "answered questions", "review", "long review", "empty review", "receipt", "last receipt",
    "sent by another", "overtaken", "overtaken by oneself",
    "handover form", "handover form for many", "offer", "handed over", "given back to the clerk",
    "accepted news", "declined news", "assigned news",
    "confirm evidence", "confirm grade", "which recommendation", "confirm file",
    "choose report", "confirm report", "confirm sheet", "working on report", "report ready", "report by link",
    "report not ready", "kept reports", "no reports", "reports compared", "reports alike",
    "inbox", "empty inbox", "answer", "handed back", "returned", "notice", "stranger", "help",
)  # fmt: skip


def as_it_is(name: str) -> Card:
    return _drawn(lambda view: view, "Draft saved. It is not sent yet.")[name]()


def filled(name: str, text: str) -> Card:
    return _drawn(lambda view: b.nasty(view, text), text)[name]()


def _drawn(fill: Fill, text: str) -> Mapping[str, Callable[[], Card]]:
    found = {
        **_of_the_walk(fill, text),
        **_of_handovers(fill, text),
        **_of_the_clerk(fill, text),
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
        "receipt": lambda: receipt.receipt(fill(b.receipt()), waiting, today=b.TODAY),
        "last receipt": lambda: receipt.receipt(fill(b.receipt()), (), today=b.TODAY),
        "sent by another": lambda: receipt.sent_by_another(
            fill(SentByAnother("Bryn Calloway", b.AT, b.receipt().sheets)), b.TODAY
        ),
        "overtaken": lambda: overtaken.overtaken(fill(b.overtaken())),
        "overtaken by oneself": lambda: overtaken.overtaken(fill(b.clash_with_oneself()), notice=text),
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
    }


def _of_the_clerk(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    sent = fill(b.sheet(state=UpdateState.SUBMITTED, sent_version=4, clerk_comment="Which nine schools?"))
    back = fill(b.handover(HandoverState.WITH_CLERK, to_name=""))
    return {
        "inbox": lambda: reviewing.inbox((sent,) * 30, (back,) * 5, notice=text),
        "empty inbox": lambda: reviewing.inbox((), ()),
        "answer": lambda: reviewing.answer(sent, today=b.TODAY, notice=text),
        "handed back": lambda: reviewing.handed_back(back, fill(b.colleagues()), notice=text),
        "returned": lambda: reviewing.returned(sent, b.TODAY),
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
        "report not ready": lambda: reporting.not_ready(fill("Young Carers in Schools"), text),
        "kept reports": lambda: reporting.kept((report,) * 20, notice=text),
        "no reports": lambda: reporting.kept(()),
        "reports compared": lambda: reporting.comparison(report, later, differences),
        "reports alike": lambda: reporting.comparison(report, later, ()),
    }
