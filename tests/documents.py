"""Documents as a reader would propose them, for tests of what becomes of them. Everybody and everything in them is invented."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from storage.importing.proposal import (
    Dated,
    Doubt,
    Key,
    Level,
    NotPlaced,
    Proposal,
    ProposedIndicator,
    ProposedOwner,
    ProposedRecommendation,
    ProposedSubAction,
    ProposedUpdate,
)
from storage.vocabulary import Family, Meaning, Part

FILE = "Allotments update.docx"
SUBJECT = "Allotments and Growing Spaces"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

KEY = Key(
    True,
    (
        Level("1", "Fully achieved", Meaning.COMPLETE, "The evidence shows it."),
        Level("2", "On track", Meaning.ON_TRACK, "The timescale has not expired."),
        Level("3", "Slipped", Meaning.SLIPPED, "Give a date and the reasons."),
        Level("4", "Not achieved", Meaning.NOT_ACHIEVED, "Give an explanation."),
    ),
)
REVERSED = Key(
    True,
    (
        Level("D", "Delivered", Meaning.COMPLETE, "It is done.", "High"),
        Level("A", "Amber", Meaning.ON_TRACK, "In hand.", "Medium"),
        Level("R", "Red", Meaning.SLIPPED, "Late.", "Low"),
    ),
)


def content(words: str = "one") -> bytes:
    """A file whose beginning and list say that it is a Word document; nothing here reads it."""
    whole = BytesIO()
    with ZipFile(whole, "w") as parts:
        parts.writestr(ZipInfo("word/document.xml"), words)
    return whole.getvalue()


def one(position: int, text: str, **changes: Any) -> ProposedRecommendation:
    return ProposedRecommendation(position=position, text=text, number=str(position), **changes)


def recommendations() -> tuple[ProposedRecommendation, ...]:
    return (
        one(
            1,
            "A waiting list for every allotment site is published.",
            section="Finding a plot",
            place="table 1",
            owners=(ProposedOwner("Asha Pryce, Team manager", "Asha Pryce", "Team manager"),),
            due=Dated("May 2024", date(2024, 5, 31), (date(2024, 5, 31),)),
            actions=("Publish the list each month.",),
            measures=("12 lists a year.",),
            updates=(
                ProposedUpdate(
                    "January 2024", date(2024, 1, 31), "2", "2- On track", "assessment", "Two lists are out.",
                    "The third is late.", "Fewer calls.", "The rest follow in March.",
                ),
            ),
        ),
        one(
            2,
            "Water is turned on at all sites from April to October.",
            section="Finding a plot",
            place="table 2",
            owners=(
                ProposedOwner("Brin Calloway", "Brin Calloway"),
                ProposedOwner("Lowmere Water Company", organisation="Lowmere Water Company", part=Part.JOINT),
            ),
            due=Dated("Ongoing"),
            indicators=(ProposedIndicator("Sites with water", "AL 1", "B. Calloway", "14", "11"),),
            sub_actions=(
                ProposedSubAction("Repair the main at Pond Lane", "2.1", "Repairs", "Brin Calloway",
                                  Dated("March 2024", date(2024, 3, 1)), Dated("TBC"), "9", "9 – odd"),
            ),
            updates=(
                ProposedUpdate("January 2024", date(2024, 1, 31), None, "progressing well", "evidence", "Eleven have water."),
            ),
        ),
        one(
            3,
            "Vacant plots are let within six weeks.",
            place="table 3",
            owners=(ProposedOwner("Zed Quince", "Zed Quince"),),
            updates=(ProposedUpdate("January 2024", date(2024, 1, 31), "1", "1 Fully achieved", "assessment", "All are let."),),
        ),
    )  # fmt: skip


def doubts() -> tuple[Doubt, ...]:
    return (
        Doubt("measures_blank", "No success measure is given.", 3, "measures", "table 3, row 5"),
        Doubt("grade_missing", "The grade is words: “progressing well”.", 2, "grade", "table 2, row 6", "January 2024",
              ("2", "3")),
        Doubt("due_vague", "“Ongoing” names no date.", 2, "due", "table 2, row 3"),
        Doubt("owner_twins", "“Brin Calloway” may be somebody else.", 2, "owners", "table 2, row 2",
              candidates=("Bryn Calloway",)),
        Doubt("totals", "The cover says 4 and there are 3.", None, "totals", "line 4"),
    )  # fmt: skip


def proposal(**changes: Any) -> Proposal:
    whole = Proposal(
        file=FILE,
        family=Family.PROGRESS_UPDATE,
        title="Scrutiny Monitoring – Progress Update",
        subject=SUBJECT,
        organisation="Lowmere Council",
        link_officers=("Lena Marsh",),
        agreed=Dated("March 2023", date(2023, 3, 31), (date(2023, 3, 31),)),
        reported=Dated("January 2024", date(2024, 1, 31), (date(2024, 1, 31),)),
        introduction=("Background", "The review began when the waiting list passed four hundred names."),
        key=KEY,
        totals_stated={"Fully achieved": 2},
        totals_counted={"Fully achieved": 1},
        recommendations=recommendations(),
        missing_numbers=("4",),
        doubts=doubts(),
        not_placed=(NotPlaced("line 80", "APPENDIX 1"),),
    )
    return replace(whole, **changes)


def with_recommendation(whole: Proposal, position: int, **changes: Any) -> Proposal:
    changed = tuple(replace(each, **changes) if each.position == position else each for each in whole.recommendations)
    return replace(whole, recommendations=changed)


FORM = """SCRUTINY MONITORING – PROGRESS UPDATE
Review:\tAllotments and Growing Spaces
Link Officer/s:\tLena Marsh
Action Plan Agreed:\tMarch 2023

Recommendation 1:\tA waiting list for every allotment site is published.
Responsibility:\tAsha Pryce
Date:\tMay 2024
Agreed Action:\tPublish the list each month.
Agreed Success Measure:\tTwelve lists a year.
Evidence of Progress (January 2024):\tTwo lists are out.
Assessment of Progress (January 2024): (include explanation if required)\t2 – On track

Recommendation 2:\tWater is turned on at all sites from April to October.
Responsibility:\tBrin Calloway
Date:\tOngoing
Agreed Action:\tRepair the main at Pond Lane.
Agreed Success Measure:\tFourteen sites have water.
Evidence of Progress (January 2024):\tEleven have water.
Assessment of Progress (January 2024): (include explanation if required)\t

Recommendation 3:\tVacant plots are let within six weeks.
Responsibility:\tZed Quince
Date:\tJune 2024
Agreed Action:\tTell the next on the list within a week.
Agreed Success Measure:\tNo plot is empty for more than six weeks.
Evidence of Progress (January 2024):\tAll are let.
Assessment of Progress (January 2024): (include explanation if required)\t1 – Fully achieved

APPENDIX 1 The sites and their gates
Assessment of Progress Gradings:
1\tFully Achieved\tThe evidence shows that it has been fully achieved.
2\tOn Track\tThe timescale has not expired.
3\tSlipped\tGive an anticipated date and the reasons.
4\tNot Achieved\tGive an explanation.
"""
"""A progress update as a clerk pastes it, for those tests that drive the reader too."""
