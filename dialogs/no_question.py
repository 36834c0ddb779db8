"""A yes or a no where no yes or no was asked for: what the card on the screen wants instead, and what stands meanwhile."""

from cards.wording import count
from dialogs.answering import QUESTIONS
from dialogs.handing_over import NOT_MINE
from dialogs.old_questions import late_yes
from dialogs.reviewing import ANSWER, HANDED_BACK
from dialogs.sending import REVIEWED
from dialogs.turn import Turn
from dialogs.walking import key_of
from storage import walks
from storage.rules.grading import example
from storage.sheets import sheet
from storage.views import Sheet

WANTED = {
    QUESTIONS: "A {said} answers none of these questions, so nothing has changed. To leave your words as they are, type "
    "“keep, because …” with your reason; to change them, “change”; to leave the questions open, “next”.",
    REVIEWED: "A {said} sends nothing. Type “submit all” to send what you reviewed, or “change” to go on with it.",
    walks.OVERTAKEN: "There are two answers, so a yes or a no could be to either. "
    "Type “use mine”, “use both” or “keep theirs”.",
    ANSWER: "A {said} neither accepts nor returns an answer. Type “accept”, or “return, because …” with your comment.",
    HANDED_BACK: "Whose is it? Type “assign to …” with a colleague’s name. Nothing has changed.",
    NOT_MINE: "It stays with you so far. Type “hand to … because …” with a colleague’s name and your reason, or "
    "“back to the clerk, because …”; or “change” to go on with it yourself.",
}


def not_to(pending: str, said: str) -> str:
    """Why a typed "yes" or "no" does nothing here, and what to type instead; "" where it may be to something."""
    return late_yes(pending) or WANTED.get(pending, "").format(said=said)


async def nothing_asked(turn: Turn) -> str:
    """A no to nothing: what was recorded or sent before it stands, and this is how it is changed."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.recommendation_id is None or walk.round_id is None:
        return (
            "I had asked nothing, so nothing has changed: what you recorded or sent stays as it is. "
            "Type “my actions” to see it, and “open” with its number to change it."
        )
    here = await turn.read(
        sheet, person=turn.person, recommendation_id=walk.recommendation_id, round_id=key_of(walk)[1]
    )
    return f"I had asked nothing, so nothing has changed. {_stands(here)}"


def _stands(here: Sheet) -> str:
    """ "For rec 1 these stay: grade 1 – Fully achieved, evidence of progress." """
    given = here.response
    parts = [f"grade {here.grade.full_label}"] if here.grade else []
    parts += [
        name
        for name, words in (
            ("evidence of progress", given.evidence),
            ("evidence of impact", given.impact),
            ("an explanation", given.explanation),
            (f"the anticipated date {given.anticipated.strip()}", given.anticipated),
        )
        if words.strip()
    ]
    parts += [count("indicator value", len(given.indicators))] if given.indicators else []
    if not parts:
        return f"Nothing is recorded for {here.short_name} yet."
    return (
        f"For {here.short_name} this stays recorded: {', '.join(parts)}. Type “change” to see it and change it, "
        f"or type what it should be, such as “grade: {example(here.scheme)}” or “replace the evidence with: …”."
    )
