"""What a clerk says of a doubt, before it is kept: a value that its field can hold, or a refusal that says what would do.

A sentence or a question is no number and no name, wherever it was typed.
"""

import re
from datetime import date

from storage.errors import Refusal
from storage.importing.answered import is_date, is_grade, may_be_empty, value_now
from storage.importing.beneath import named
from storage.importing.keys import codes, key_named, known_names, scheme_of
from storage.importing.proposal import Doubt, Proposal
from storage.importing.whole import LONG_AGO, PLAN, level_named
from storage.rules.deadlines import read_date
from storage.rules.grading import read_grade, scale
from storage.rules.wording import bare_words, keepable
from storage.vocabulary import MOST_EVIDENCE, MOST_LINE, AnswerKind

LINES = ("title", "subject", "organisation", "number", "section", "round", "link_officers")
NAMES = ("owners", "lead", "link_officers")
# "7a", "4.2", "R12", "CYP-03 b", "IV", "Action 3".
NUMBER = re.compile(
    r"(?=.*\d|[ivxlc]{1,6}$|\w$)[^\W\d_]{0,15}[\s.:#/-]*\d*(?:[.\s/_-]?[^\W_]{1,4}){0,5}[.)]?", re.IGNORECASE
)
LONGEST_NUMBER = 20
MOST_WORDS = {"section": 25, "round": 8, "lead": 12}
MOST_WORDS_OF_A_NAME = 12
SHOWS = {
    "number": "a number. Type it as it is printed, like 7a or 4.2",
    "round": "the name of a round. Type it like July 2024",
    "section": "a heading. Type it as it is printed",
    "owners": "a name. Type the name or post alone, several with “;” between",
    "link_officers": "a name. Type the name alone, several with “;” between",
    "lead": "a name. Type the name or post alone",
}


def checked(proposal: Proposal, doubt: Doubt, kind: AnswerKind, value: str, today: date) -> str:
    """The value as it will be kept, or a refusal that says what would do."""
    if kind is AnswerKind.RIGHT:
        return ""
    if value_now(proposal, doubt) is None:
        raise Refusal(
            "This is about no single field, so I cannot put a value in. Type “right” to note that you saw it."
        )
    if kind is AnswerKind.LEFT_EMPTY:
        if not may_be_empty(doubt.field):
            raise Refusal("This cannot be left empty. Pick or type what it should be.")
        return ""
    is_line = doubt.field in LINES or (named(doubt.field) is not None and not doubt.field.endswith(".text"))
    value = keepable(value.strip(), "answer", MOST_LINE if is_line else MOST_EVIDENCE)
    if not value:
        raise Refusal("Pick or type what it should be, or say “leave empty”. Nothing has changed.")
    if level_named(doubt.field):
        return _one_of(doubt, value)
    if doubt.field == PLAN:
        return _offered(doubt, value)
    if is_grade(doubt.field):
        return _grade_code(proposal, value)
    if doubt.field == "scheme" and key_named(value) is None:
        raise Refusal(f"I know no key called “{value[:60]}”. Choose one of {'; '.join(known_names())}.")
    if is_date(doubt.field):
        return _certain(value, today)
    if doubt.field == "record":
        raise Refusal("Type “right” to keep this row, or “leave empty” to leave it out. Nothing has changed.")
    if kind is AnswerKind.TYPED:
        check_typed(doubt.field, value)
    return value


def check_typed(field: str, value: str) -> None:
    """Refuses what was hardly meant for this field. A long text may say anything."""
    beneath = named(field)
    name = beneath.field if beneath else field
    if name in SHOWS and not _may_be(name, value):
        raise Refusal(f"“{value[:60]}” is hardly {SHOWS[name]}; or “right”, or “skip”. Nothing has changed.")


def _may_be(name: str, value: str) -> bool:
    if value.rstrip(" !.").endswith("?") or "\n" in value:
        return False
    if name == "number":
        return len(value) <= LONGEST_NUMBER and NUMBER.fullmatch(value) is not None
    if name in NAMES:
        return all(len(bare_words(one)) <= MOST_WORDS_OF_A_NAME for one in value.split(";"))
    return 0 < len(bare_words(value)) <= MOST_WORDS[name]


def _one_of(doubt: Doubt, value: str) -> str:
    """One of the plan's grades, by its code, its name or both."""
    wanted = bare_words(value)
    for one in doubt.candidates:
        code, _, label = one.partition(" – ")
        if wanted in (bare_words(one), bare_words(code), bare_words(label)):
            return one
    raise Refusal(f"“{value[:60]}” is no grade of the plan. Choose {'; '.join(doubt.candidates)}. Nothing has changed.")


def _offered(doubt: Doubt, value: str) -> str:
    """The plan as it is called, whatever case and punctuation it was typed in."""
    found = next((one for one in doubt.candidates if bare_words(one) == bare_words(value)), None)
    if found is None:
        raise Refusal(
            f"I did not ask about “{value[:60]}”. Choose {'; '.join(doubt.candidates)}; type “newer version of …” for another "
            "plan; or “right”, if it is a plan of its own. Nothing has changed."
        )
    return found


def _certain(value: str, today: date) -> str:
    """Words that name one day. "In three weeks" would name another one tomorrow: it is kept as the day it means now."""
    on = read_date(value, today).on
    if on is None:
        raise Refusal(f"“{value[:60]}” is not a date I am sure of. Type it like 31 March 2025, or “leave empty”.")
    return value if read_date(value, LONG_AGO).on == on else f"{on.day} {on:%B %Y}"


def _grade_code(proposal: Proposal, value: str) -> str:
    if value in codes(proposal.key.levels):
        return value
    scheme = scheme_of(proposal)
    read = read_grade(value, scheme)
    if read.grade is None:
        named = scale(scheme) or "a key first"
        raise Refusal(f"“{value[:60]}” is not a grade of this document's key. Choose {named}. Nothing has changed.")
    return read.grade.code
