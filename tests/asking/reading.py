"""Sentences and what becomes of them, told in one line, so that data files can say what is expected."""

from dialogs.asking.lexicon import Lexicon
from dialogs.asking.outcome import NotAQuestion, Outcome, Question, Understood
from dialogs.asking.understanding import understand
from storage.query import Names, Query
from tests.asking.council import TODAY

AFTER = " << "
"""Stands between a sentence and the question before it."""


def heard(sentence: str, names: Names, words: Lexicon | None = None) -> Outcome:
    said, _, before = sentence.partition(AFTER)
    return understand(said, names, TODAY, _query(before, names) if before else None, words)


def told(outcome: Outcome) -> str:
    match outcome:
        case Understood(echo=echo):
            return echo
        case Question(slot=slot):
            return f"asks: {slot}"
        case NotAQuestion(why=why):
            return f"none: {why}"


def _query(sentence: str, names: Names) -> Query | None:
    outcome = understand(sentence, names, TODAY)
    return outcome.query if isinstance(outcome, Understood) else None
