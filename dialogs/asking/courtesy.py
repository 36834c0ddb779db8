""" "Put that in Excel for me": a favour that is asked, and no word about whose the actions are."""

from enum import StrEnum

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from storage.query import Kind

FAVOURS = small_words("favours")
SHOWING = small_words("favours_of_showing")
PERHAPS = small_words("favours_perhaps")
BEFORE_A_FAVOUR = small_words("before_a_favour")
OF_THEIR_OWN = small_words("clauses_of_their_own")
BACK = frozenset({"those", "these", "them"})
DEFINITE = frozenset({"the", "me", "us", "that", "it", "this", "both", *BACK})
LOOKING = small_words("looking_verbs")


class Meant(StrEnum):
    FAVOUR = "favour"
    MINE = "mine"
    EITHER = "either"


def meant_by(draft: Draft, at: int, mark: Mark) -> Meant:
    """What "for me" or "to me" says here: whose they are, or who is asking; where it may be either, that is asked."""
    words, tokens = draft.words(mark), [token.word for token in draft.sentence.tokens]
    if (
        words == "my"
        and tokens[mark.start - 1 : mark.start] == ["for"]
        and tokens[mark.end : mark.end + 1] == ["records"]
    ):
        return Meant.EITHER
    if at in draft.negated or words not in ("for me", "to me"):
        return Meant.MINE
    if [one.sort for one in draft.marks[at + 1 : at + 3]] in ([Sort.AND, Sort.OWNER], [Sort.OR, Sort.OWNER]):
        return Meant.MINE  # "for me and Bryn"
    begin = _bidding(tokens)
    verb = tokens[begin] if begin is not None and begin < mark.start else ""
    if words == "to me":
        return _to_me(draft, at, verb)
    if tokens[mark.end : mark.end + 1] == ["to"]:
        seen = tokens[mark.end + 1 : mark.end + 2]
        return Meant.FAVOUR if seen and seen[0] in LOOKING else Meant.EITHER
    if begin is not None and verb:
        return _bid(draft, tokens[begin : mark.start])
    return Meant.EITHER if draft.query.kind is Kind.REPORT else Meant.MINE


def _bid(draft: Draft, said: list[str]) -> Meant:
    """ "Pull up the reds for me" asks a favour, "find anything for me" may ask for what is mine."""
    follows = draft.before_it is not None and draft.has(Sort.PRONOUN, Sort.SORTING, Sort.NARROWING)
    own = set(said) & OF_THEIR_OWN - (BACK if follows or said[0] in FAVOURS else frozenset())
    if said[0] in FAVOURS:
        return Meant.EITHER if own else Meant.FAVOUR
    definite = len(said) > 1 and said[1] in DEFINITE
    return Meant.FAVOUR if said[0] in SHOWING and definite and not own else Meant.EITHER


def _to_me(draft: Draft, at: int, verb: str) -> Meant:
    """ "Send the reds to me"; "down to me" says whose they are, and of "reports to me" nobody can tell."""
    if verb:
        return Meant.FAVOUR
    before = draft.before(at, skipping=frozenset({Sort.FILLER}))
    return Meant.MINE if before is not None and before.sort is Sort.OWNED else Meant.EITHER


def _bidding(words: list[str]) -> int | None:
    """Where the verb of the favour stands, past greetings and what leads up to it; in "what is for me" there is none."""
    for at, word in enumerate(words):
        if word in FAVOURS | PERHAPS | SHOWING and words[at + 1 : at + 2] != ["of"]:
            return at
        if word not in BEFORE_A_FAVOUR:
            return None
    return None
