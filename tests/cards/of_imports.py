"""Views of a document in hand and of the clerk's rounds, for their cards."""

from dataclasses import replace

from storage.asked import Asked, Invitation, OpenRound
from storage.importing.views import AskedDoubt, Comparison, Difference, Imported, InHand, IntakeView, Known, NamedOwner
from storage.views import Change, Colleague
from storage.vocabulary import AnswerKind, Found, IntakeState, OwnerChoice, OwnerKind
from tests import documents
from tests.cards.builders import AT, round_


def doubts() -> tuple[AskedDoubt, ...]:
    """One of every sort: a grade to pick, a row, one without a field, one that is answered."""
    grade = AskedDoubt(
        id=21, version=0, code="grade_missing", kind="Grades", weight=1, recommendation=2, field="grade",
        message="No grade is given for January 2024; I stored none.", name="Recommendation 2",
        text="Water is turned on at all sites from April to October.", place="table 2, row 6", round="January 2024",
        candidates=("2", "3"), now="",
    )  # fmt: skip
    row = AskedDoubt(
        id=24, version=0, code="pointer_row", kind="Rows that may not be recommendations", weight=1, recommendation=3,
        field="record", message="This row only points to another.", name="Recommendation 3",
        text="See recommendation 1.", place="table 3", now="See recommendation 1.",
    )  # fmt: skip
    totals = AskedDoubt(
        id=25, version=0, code="totals_mismatch", kind="Totals", weight=2, message="The cover says 4 and there are 3.",
        field="totals", place="line 4",
    )  # fmt: skip
    due = AskedDoubt(
        id=26, version=1, code="due_not_a_date", kind="Due dates", weight=2, recommendation=2, field="due",
        message="“Ongoing” is not one certain date.", name="Recommendation 2", text="Water is turned on.",
        place="table 2, row 3", now="Ongoing (read as 31 March 2025)", answer=AnswerKind.TYPED, value="31 March 2025",
        answered_by="Cleo Farrant",
    )  # fmt: skip
    return (grade, replace(grade, id=22, recommendation=3, name="Recommendation 3"), row, totals, due)


def people() -> tuple[Colleague, ...]:
    return (Colleague(1, "Asha Pryce", "Team manager"), Colleague(2, "Bryn Calloway", "Team manager"))


def owners() -> tuple[NamedOwner, ...]:
    asha, bryn = people()
    near = NamedOwner(31, 0, 2, "Brin Calloway", "Brin Calloway", "", "", False, Found.NEAR, OwnerKind.PERSON, (bryn,),
                      owns=("2", "3"))  # fmt: skip
    return (
        near,
        replace(near, id=32, number=3, text="Zed Quince", name="Zed Quince", found=Found.UNKNOWN, candidates=()),
        replace(near, id=33, number=1, text="Asha Pryce", found=Found.EXACT, choice=OwnerChoice.PERSON, person=asha),
        replace(near, id=34, number=4, text="Pat Ivory", choice=OwnerChoice.CREATE, email="pat.ivory@lowmere.example"),
        replace(near, id=35, number=5, text="Lowmere Water Company", kind=OwnerKind.ORGANISATION,
                choice=OwnerChoice.OUTSIDE),
        replace(near, id=36, number=6, text="Lena Marsh", is_link_officer=True, owns=()),
    )  # fmt: skip


def comparison() -> Comparison:
    whole = documents.proposal()
    changes = (
        Change("Due date", "May 2024", "June 2024"),
        Change("Text", "A list is published.", "Lists are published."),
    )
    kept = ("July 2024: what was collected here stays; the document says otherwise, and that is kept beside it.",)
    return Comparison(
        new=(Difference("Recommendation 4", "Compost is shared between sites.", None, whole.recommendations[0]),),
        changed=(Difference("Recommendation 1", "Lists are published.", 5, whole.recommendations[0], changes, kept),),
        gone=(Difference("Recommendation 3", "Vacant plots are let within six weeks.", 7),),
        same=12,
        plan=(Change("Link officers", "Lena Marsh", "Bryn Calloway"),),
        rounds=("July 2024",),
        left_out={"October 2024": 3},
    )


def intake(**changes: object) -> IntakeView:
    first = IntakeView(
        id=9,
        version=4,
        state=IntakeState.IN_HAND,
        title=documents.SUBJECT,
        service="Parks",
        proposal=documents.proposal(),
        doubts=doubts(),
        owners=owners(),
        file=documents.FILE,
        started_by="Cleo Farrant",
        started_at=AT,
    )
    return replace(first, **changes)  # type: ignore[arg-type]


def newer() -> IntakeView:
    return intake(plan_id=3, plan_title=documents.SUBJECT, comparison=comparison())


def at_plan() -> IntakeView:
    """A newer document whose rounds and key are not the plan's, and which names no link officer."""
    perhaps = AskedDoubt(
        id=41, version=0, code="round_perhaps_same", kind="Rounds that may be one", weight=1, field="round",
        message="“Q1 2024/25” may be the round “June 2024” of the record.", round="Q1 2024/25", candidates=("June 2024",),
        now="Q1 2024/25",
    )  # fmt: skip
    level = replace(
        perhaps, id=42, code="grade_not_in_plan", kind="Grades that the plan does not have", field="levels[P]", round="",
        message="“P – Paused” is no grade of the plan.", candidates=("1 – Fully achieved", "3 – Slipped"), now="P – Paused",
    )  # fmt: skip
    clash = replace(
        level, id=43, code="key_clashes", kind="A key that means something else", field="", candidates=(), now=None,
        message="This document's key is not the plan's: 1 is “Not achieved” in it and “Fully achieved” in the plan.",
    )  # fmt: skip
    nobody = replace(
        perhaps, id=44, code="no_link_officer", kind="No link officer", weight=2, field="link_officers", round="",
        message="The document names no link officer.", candidates=(), now="",
    )  # fmt: skip
    told = (
        "“Jul 2024” of the document is the round “July 2024” here.",
        "1 – Not achieved is stored as 4 – Not achieved.",
    )
    compared = replace(comparison(), added=3, told=told)
    return replace(newer(), doubts=(perhaps, level, clash, nobody), owners=owners()[:5], comparison=compared,
                   has_link_officer=False)  # fmt: skip


def past() -> IntakeView:
    """A document that was imported, some of its doubts answered and some left."""
    return intake(state=IntakeState.CONFIRMED, plan_id=3, settled_by="Cleo Farrant", settled_at=AT)


def settled() -> IntakeView:
    """Every doubt answered and everybody matched."""
    done = tuple(replace(one, answer=AnswerKind.RIGHT, answered_by="Cleo Farrant") for one in doubts())
    return intake(doubts=done, owners=owners()[2:5], settled_by="Cleo Farrant", settled_at=AT)


def vast() -> IntakeView:
    """As large as plans come: 300 recommendations, 900 doubts, 200 names, 400 passages without a place."""
    one = documents.recommendations()[0]
    return replace(
        newer(),
        proposal=documents.proposal(
            recommendations=tuple(replace(one, position=n, number=str(n)) for n in range(1, 301)),
            not_placed=documents.proposal().not_placed * 400,
        ),
        doubts=tuple(replace(doubts()[n % 5], id=n, kind=f"Kind {n % 30}") for n in range(1, 901)),
        owners=tuple(replace(owners()[n % 6], id=n, number=n) for n in range(1, 201)),
        comparison=replace(comparison(), changed=comparison().changed * 150, new=comparison().new * 150),
    )


def in_hand() -> tuple[InHand, ...]:
    one = InHand(9, documents.SUBJECT, documents.FILE, "Cleo Farrant", AT, 3, 5)
    return (one, replace(one, id=10, title="Empty Homes Review", recommendations=12, doubts=0))


def imported() -> Imported:
    return Imported(9, 3, documents.SUBJECT, 3, 3, unanswered=2, link_officers=("Lena Marsh",), outsiders=1)


def known() -> Known:
    return Known(documents.SUBJECT, "Cleo Farrant", AT)


def invitation() -> Invitation:
    asked = (Asked("Asha Pryce", 2, True), Asked("Bryn Calloway", 1, False))
    return Invitation(3, documents.SUBJECT, asked, ("4", "item 5"), 1, 1)


def open_rounds() -> tuple[OpenRound, ...]:
    first = OpenRound(round_(), "Young Carers in Schools", 12, 7)
    return (first, replace(first, plan_title="Empty Homes Review", recommendations=3, sent=0))
