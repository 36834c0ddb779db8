"""Reminders that are handed over in three words: "send her a reminder", "drop Bryn a reminder"."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence


def handed_over(mark: Mark, marks: Sequence[Mark], at: int, sentence: Sentence) -> tuple[Mark, ...]:
    """ "send her a reminder" hands one over; "who has yet to send her return" is of what is sent in."""
    after = marks[at + 1] if at + 1 < len(marks) else None
    if _drops_a_reminder(mark, marks, at, sentence):
        return (replace(mark, sort=Sort.HANDING, values=("handing",), senses={Sort.HANDING: "handing"}),)
    reminds = after is not None and after.senses.get(Sort.KIND) == "remind" and after.start == mark.end
    words = [token.word for token in sentence.tokens[mark.start : mark.end]]
    if not reminds or words not in (["send", "her"], ["send", "his"], ["send", "their"]):
        return ()
    sent = Mark(mark.start, mark.end - 1, Sort.HANDING, ("handing",), senses={Sort.HANDING: "handing"})
    return sent, Mark(mark.end - 1, mark.end, Sort.PRONOUN, ("whose",), senses={Sort.PRONOUN: "whose"})


def _drops_a_reminder(mark: Mark, marks: Sequence[Mark], at: int, sentence: Sentence) -> bool:
    """ "drop Bryn a reminder" hands one over, and leaves nobody out."""
    if mark.length != 1 or sentence.tokens[mark.start].word != "drop" or len(marks) < at + 3:
        return False
    whom, what = marks[at + 1 : at + 3]
    named = whom.sort is Sort.OWNER or Sort.PRONOUN in whom.senses
    return named and what.senses.get(Sort.KIND) == "remind" and what.length > 1
