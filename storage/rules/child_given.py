"""A child by given name alone, with what a child does or what is done for one: "Kayden is now settled", "We supported Jo".

Grown-ups have the same names. In a paper they stand with a surname, a title or their work, and those are left alone.
"""

from storage.rules.child_alone import is_done_to
from storage.rules.child_people import goes_on, named
from storage.rules.child_words import Words, either, listed, looks_like_a_name, no_names

Span = tuple[int, int]
# How far a colleague's work, or what somebody does, stands behind a name.
NEAR_BY = 7
MOST_BETWEEN = 5
SCHOOL = (
    "school",
    "nursery",
    "college",
    "care",
    "hospital",
    "custody",
    "foster",
    "class",
    "home",
    "placement",
    "court",
)


def given(words: Words, i: int) -> Span | None:
    """What is told of whoever has the given name at this word, if anything that is told of a child."""
    last = _whole_name(words, i)
    if last is None:
        return None
    if words.owner(i):
        return _own(words, i)
    told = None if last > i else _my_child(words, i) or _from(words, i)
    if told and words.gap(last + 1).strip() != ",":
        return told
    if _works(words, last):
        return None
    done = None if last > i else told or _done_for(words, i)
    return done or _who_has(words, i, last) or _does(words, i, last)


def _whole_name(words: Words, i: int) -> int | None:
    """The last word of the name that begins here; None where it is a surname, a place's, a thing's or a colleague's."""
    word = words.words[i]
    if not word[:1].isupper() or word.isupper():
        return None
    if words.near(i) and (_is_of_work(words, i - 1) or _goes_before(words, i)):
        return None
    if words.gap(i).endswith("&") or words.gap(i + 1)[:1] == "&":
        return None
    last = i
    while words.near(last + 1) and last + 1 < len(words) and words.words[last + 1][:1].isupper():
        low = words.at(last + 1)
        if low in no_names() or low in listed("acronyms") or not looks_like_a_name(words.words[last + 1]):
            return None
        last += 1
    return last if last - i < 3 else None


def _goes_before(words: Words, i: int) -> bool:
    """ "Cllr Sam", "the Jordan project", "Ward Sam": a title, an article, or the first of two names."""
    before = words.at(i - 1)
    if before in listed("titles"):
        return True
    if before in either("articles") and not (before == "our" and words.near(i + 1)):
        return True
    return (
        words.words[i - 1][:1].isupper()
        and looks_like_a_name(words.words[i - 1])
        and before not in either("done_for", "articles")
    )


def _is_of_work(words: Words, i: int) -> bool:
    """ "social worker Molly": what she is at work stands before her name."""
    word = words.at(i)
    return word in listed("grown_up") and word not in either("done_for")


def _works(words: Words, last: int) -> bool:
    """Whether a colleague's work follows in the same sentence: "Sam attends the board", "Molly, the new lead,"."""
    for at in range(last + 1, min(last + 1 + NEAR_BY, len(words))):
        if words.begins(at):
            return False
        if words.at(at) in listed("grown_up"):
            # "his worker", "my worker": a child has one, and a colleague is one.
            return words.at(at - 1) not in ("my", "his", "her", "their", "social")
    return False


def _own(words: Words, i: int) -> Span | None:
    """ "Jayden's confidence has grown"."""
    return (i, i + 1) if words.near(i + 1) and words.at(i + 1) in listed("own_of_given") else None


def _my_child(words: Words, i: int) -> Span | None:
    """ "my boy Noah", "our little girl Mia", "her baby Leo", "our Zak"."""
    if words.near(i) and words.at(i - 1) in ("our", "my") and words.near(i + 1) and goes_on(words, i + 1):
        return i - 1, i
    if not words.near(i) or words.at(i - 1) not in either("child", "close_kin"):
        return None
    at = i - 2
    while at > 0 and words.near(at + 1) and words.at(at) in listed("kinship"):
        at -= 1
    whose = ("my", "our", "his", "her", "their", "whose", "a", "the", "one", "young")
    return (at, i) if at >= 0 and words.at(at) in whose else None


def _from(words: Words, i: int) -> Span | None:
    """ "Feedback from Molly:", "a letter by Leo"."""
    if words.near(i) and words.at(i - 1) in ("from", "by") and words.at(i - 2) in listed("comes_from"):
        return i - 2, i
    return None


def _done_for(words: Words, i: int) -> Span | None:
    """ "We supported Jayden through the transition", "worked with Mia to build her confidence", "to help Leo"."""
    if not words.near(i):
        return None
    if words.at(i - 1) in ("with", "for") and words.at(i - 2) in ("worked", "working", "work", "cared", "caring"):
        return i - 2, i
    if words.at(i - 1) in ("for", "to") and words.at(i - 2) in listed("meant_for"):
        return (i - 2, i) if words.at(i + 1) not in ("and", "or") and goes_on(words, i + 1) else None
    return (i - 1, i) if words.at(i - 1) in listed("done_for") and words.words[i - 1].islower() else None


def _who_has(words: Words, i: int, last: int) -> Span | None:
    """ "Aisha, who has autism, now attends", "Leo, who was bullied"."""
    if words.gap(last + 1).strip() != "," or words.at(last + 1) not in ("who", "whose"):
        return None
    if last == i:
        return i, last + 1
    told = range(last + 2, min(last + 2 + MOST_BETWEEN, len(words)))
    return (i, last + 1) if any(words.at(at) in either("conditions", "befell") for at in told) else None


def _does(words: Words, i: int, last: int) -> Span | None:
    """ "Kayden is now settled in school", "Mia and Leo are in foster care"."""
    at = last + 1
    while at - last <= MOST_BETWEEN and words.near(at) and words.at(at) in either("between", "auxiliary"):
        at += 1
    if at >= len(words) or not words.near(at):
        return None
    if last > i:
        return (i, at) if words.at(at) in listed("child_does_alone") else None
    if words.at(at) in listed("child_does"):
        is_of_others = words.at(at) in either("done_for", "harm") and not is_done_to(words, last, at)
        return None if is_of_others else (i, at)
    if words.at(at) in ("at", "in", "to", "into", "from"):
        return _at_school(words, i, at)
    return None


def _at_school(words: Words, i: int, at: int) -> Span | None:
    """ "Leo is back in school", "Mia at Hill School"."""
    for place in range(at + 1, min(at + MOST_BETWEEN, len(words))):
        if not words.near(place):
            return None
        if words.at(place) in SCHOOL:
            return i, place
    return None


def of_any_name(words: Words, i: int) -> Span | None:
    """ "Zephyrin is now settled in school": a name that is on no list, with what is said of nobody but a child."""
    at = i - 1
    while at > i - MOST_BETWEEN and words.near(at + 1) and words.at(at) in either("between", "auxiliary"):
        at -= 1
    if at < 0 or not words.near(at + 1) or words.at(i + 2) == "its" or words.at(at) in words.somewhere:
        return None
    if not words.begins(at) or named(words, at) is None or _works(words, at):
        return None
    return at, i
