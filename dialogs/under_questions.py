"""Words under the card of the checks' questions: a bare number may be a question's or a grade, so it is asked which; a
reason that names its question, or is for the only one there is, is kept beside that one."""

import re

from cards.wording import listed, shortened
from dialogs import answering
from dialogs.answering import put_questions, reason_waiting, seen_now
from dialogs.graded import graded
from dialogs.reasons import MOST_SHOWN, Given
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet
from storage import walks
from storage.rules.deadlines import read_date
from storage.rules.typed_grades import NUMBERS, read_typed_grade
from storage.unseen import is_blank, seen
from storage.views import Question, Sheet

CALLED = r"(?P<called>q(?:uestion)?\.?\s*|#\s*|number\s+|no\.?\s*)?"
BARE = re.compile(rf"\s*{CALLED}(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})\s*[.)!:]*\s*", re.I)
ALL = re.compile(r"\s*(?:for\s+)?(?:all|both|all of them|them all|everything|each)[\s.!]*", re.I)
# "1 because …", "1: …", "Q2 - …": the number stands first, and what follows is no number. "1. …" may begin a list of what
# was done, and is asked about like any other words.
NUMBERED = re.compile(
    rf"\s*{CALLED}(?P<number>\d{{1,2}})"
    r"(?:\s*,?\s*\b(?:because|since|due\s+to|owing\s+to)\b\s*|\s*[:;]\s*|(?(called)(?:[.)]\s+|\s+[-–—]\s+)|(?!)))"
    r"(?P<why>(?=[^\d\s]).*)",
    re.I | re.S,
)
BECAUSE = re.compile(r"\s*because\b[\s,:]*(?P<why>.*)", re.I | re.S)


async def answered(turn: Turn, text: str) -> Reply | None:
    """What these words do under the card of questions; None where another card is on the screen, or they are no answer
    to it."""
    walk = await turn.glance(walks.walk_of, person=turn.person)
    if walk.pending != answering.QUESTIONS or walk.pending_id == answering.SINCE or walk.elsewhere:
        return None
    here, _ = await current_sheet(turn)
    if walk.pending_text.partition("\n")[0] != seen_now(here) or not here.open_questions:
        return None
    words = seen(text)
    why, bare = reason_waiting(walk), BARE.fullmatch(words)
    if why and (bare or ALL.fullmatch(words)):
        turn.argument = f"{_number(bare) if bare else 'all'}, because {why}"
        return await answering.keep(turn)
    if bare and (bare["called"] or len(here.questions) > 1):
        return await put_questions(turn, here, _question_or_grade(_number(bare), here))
    if alone := BECAUSE.fullmatch(words):
        turn.argument = f"because {alone['why']}"
        return await answering.keep(turn)
    return await _numbered(turn, text, here)


def _number(bare: re.Match[str]) -> int:
    typed = bare["number"].casefold()
    return NUMBERS.index(typed) if typed in NUMBERS else int(typed)


async def _numbered(turn: Turn, text: str, here: Sheet) -> Reply | None:
    found = _reasons(text, here, turn)
    if not found:
        return None
    there = dict(enumerate(here.questions, start=1))
    numbers = [number for number, _ in found]
    unknown = [number for number in numbers if number not in there or there[number].reason is not None]
    if unknown or len(set(numbers)) < len(numbers):
        which = f"There is no open question {unknown[0]}" if unknown else f"Question {numbers[0]} has two reasons there"
        told = f"{which}, so I kept nothing of “{shortened(text.strip(), MOST_SHOWN)}”."
        how = "Type “keep”, the number of the question and “because …”; or “grade: …”, or “evidence: …”."
        return await put_questions(turn, here, f"{told} {how}")
    said = listed([f"question {number}: “{shortened(there[number].saw, MOST_SHOWN)}”" for number in numbers])
    taken = Given({there[number].code: why for number, why in found}, f"I took that as the reason for {said}.")
    return await answering.keep_typed(turn, here, taken)


def _reasons(text: str, here: Sheet, turn: Turn) -> list[tuple[int, str]]:
    """Each number with its reason; a line without a number goes on with the one before it. None of them where the whole, or
    what follows a number, is a grade or a date: that is no reason."""
    if not NUMBERED.fullmatch(text) or read_typed_grade(text, here.scheme).grade:
        return []
    found: list[tuple[int, str]] = []
    for line in text.strip().split("\n"):
        if one := NUMBERED.fullmatch(line):
            found.append((int(one["number"]), one["why"]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    sure = [
        not is_blank(why)
        and read_typed_grade(why, here.scheme).grade is None
        and graded(why, here.scheme, turn.moment.today) is None
        and read_date(why, turn.moment.today).on is None
        for _, why in found
    ]
    return found if all(sure) else []


def _question_or_grade(number: int, here: Sheet) -> str:
    """What a bare number could mean here, and the words that do each."""
    question: Question | None = dict(enumerate(here.questions, start=1)).get(number)
    grade = here.scheme.grade(str(number))
    told = f"“{number}” alone could be a question or a grade, so I have done nothing with it."
    if question is None:
        told += f" There is no question {number}."
    elif question.reason is not None:
        told += f" Question {number} has its reason already."
    else:
        told += (
            f" If you mean question {number}, “{shortened(question.saw, MOST_SHOWN)}”, type “keep {number}, because …”."
        )
    return f"{told} If you mean the grade {grade.full_label}, type “grade: {number}”." if grade else told
