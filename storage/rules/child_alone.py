"""Who is known without a name: by what befell them and where, by being the only one, by letters, by the head of a case."""

from storage.rules.child_words import INITIALS, Words, either, listed, looks_like_a_name

Span = tuple[int, int]
# How far, in words, what befell somebody stands behind them; and what makes it nobody's story before them.
NEAR_BY, BEFORE = 12, 8


def one_child(words: Words, i: int) -> Span | None:
    """ "A teenager from Riverside estate was stabbed", "a girl with autism at Hill School": one child, a place, and harm."""
    one = words.at(i - 1) in ("a", "one", "another", "young", "year-old", "looked-after") and words.near(i)
    if not one or words.at(i) in ("student", "learner") or _is_supposed(words, i):
        return None
    harmed = placed = last = 0
    for at in range(i + 1, min(i + 1 + NEAR_BY, len(words))):
        if _is_a_place(words, at) or (harmed and _is_a_time(words, at)):
            placed = last = at
        elif words.begins(at) or words.at(at) in listed("if"):
            break
        elif words.at(at) in either("harm", "conditions"):
            harmed = last = at
    return (i - 1, last) if harmed and placed else None


def _is_a_place(words: Words, i: int) -> bool:
    return (
        words.at(i - 1) in ("at", "from", "in", "near", "on", "of")
        and words.words[i][:1].isupper()
        and words.at(i) not in either("acronyms", "times")
    )


def _is_a_time(words: Words, i: int) -> bool:
    return words.at(i) in listed("times") and words.at(i - 1) in ("in", "on", "last", "this")


def _is_supposed(words: Words, i: int) -> bool:
    """ "if a child was assaulted", "every time a pupil": nobody's story."""
    for at in range(i - 1, max(i - BEFORE, -1), -1):
        if words.at(at) in listed("if"):
            return True
        if words.begins(at):
            return False
    return False


def he_or_she(words: Words, i: int) -> Span | None:
    """ "She was assaulted in June": he and she are one person, and harm is their case."""
    if _is_supposed(words, i) or words.at(i - 1) == "or" or words.at(i + 1) == "or":
        return None
    at = i + 1
    passed = either("auxiliary", "between") - listed("harm")
    while at < i + 6 and words.near(at) and words.at(at) in passed:
        at += 1
    return (i, at) if words.near(at) and words.at(at) in listed("harm") and is_done_to(words, i, at) else None


def is_done_to(words: Words, first: int, at: int) -> bool:
    """Whether it befell whoever stands before: "she was adopted", and not "she has adopted the new form"."""
    return words.at(at) in listed("by_themselves") or any(
        words.at(one) in listed("passive") for one in range(first + 1, at)
    )


def of_kin(words: Words, i: int) -> Span | None:
    """ "her stepfather", "his older brother", "my mum": somebody whose family is told of."""
    first = i
    while words.near(first) and words.at(first - 1) in listed("kinship"):
        first -= 1
    if not words.near(first) or words.at(first - 1) not in ("his", "her", "my"):
        return None
    if words.at(first - 2) == "or" or words.gap(first - 1).endswith("/") or _is_supposed(words, first):
        return None
    return first - 1, i


def only(words: Words, i: int) -> Span | None:
    """ "the only Roma pupil at Hill School": where there is one, everybody knows who it is."""
    if words.at(i - 1) not in ("the", "our", "its", "their"):
        return None
    for at in range(i + 1, min(i + 5, len(words))):
        if not words.near(at):
            return None
        if words.at(at) in listed("child") and (words.at(at) != "person" or words.at(at - 1) == "young"):
            return (i - 1, at) if _is_told_of(words, at + 1) else None
    return None


def _is_told_of(words: Words, i: int) -> bool:
    after = words.at(i)
    return not words.near(i) or after in either("auxiliary", "third_person") or after in (
        "at", "in", "from", "on", "of", "who", "whose", "left", "there", "living", "and",
    )  # fmt: skip


def head_of_case(words: Words, i: int) -> Span | None:
    """ "Case 1: female, 15, self-harm", "Family B – mother and two boys": the head of a story, and who it is of."""
    at = i + 1 if words.at(i + 1) in ("study", "example", "history") and words.near(i + 1) else i
    numbered = words.near(at + 1) and (words.at(at + 1).isdigit() or len(words.at(at + 1)) == 1)
    at = at + 1 if numbered else at
    if at == i or at + 1 >= len(words) or words.gap(at + 1).strip() not in (":", "-", "–", "—", ".", ":–"):
        return None
    if not (words.begins(i) or words.words[i][:1].isupper()):
        return None
    for told in range(at + 1, min(at + 1 + NEAR_BY, len(words))):
        if "\n" in words.gap(told) and told > at + 1:
            return None
        if words.at(told) in either("of_a_case", "harm", "harm_nouns", "close_kin"):
            return i, told
    return None


def surnamed(words: Words, i: int) -> Span | None:
    """ "The Smith family now get respite": one family by its name; a place's or a people's is many."""
    if not words.near(i) or not looks_like_a_name(words.words[i - 1]) or words.words[i].isupper():
        return None
    if words.words[i][:1].isupper() or words.at(i - 2) not in ("the", "one") or not words.near(i - 1):
        return None
    name = words.at(i - 1)
    if name in either("peoples", "places") or name in words.somewhere:
        return None
    after = words.at(i + 1) if words.near(i + 1) else ""
    is_thing = after in ("of", "to", "for", "approach", "model") or (
        after != "" and after not in either("goes_on", "third_person", "auxiliary", "between")
        and not after.endswith(("ed", "ly")) and after not in ("get", "live", "need", "receive", "say", "feel", "know", "moved")
    )  # fmt: skip
    return None if is_thing else (i - 2, i)


def about_letters(words: Words, i: int) -> Span | None:
    """ "LAC review for KT went well": two letters that stand for nobody else, after a meeting about a child."""
    at = i + 2
    if words.at(i + 1) not in ("for", "of", "on", "about", "re") or not (words.near(i + 1) and words.near(at)):
        return None
    if words.at(i - 1) not in either("about_a_child", "child") or at >= len(words):
        return None
    word = words.words[at]
    low = words.at(at).replace(".", "")
    is_letters = INITIALS.fullmatch(word) and word.isupper() and low not in either("acronyms", "two_letters")
    return (i, at) if is_letters and (not words.near(at + 1) or words.words[at + 1].islower()) else None


def few_of_age(words: Words, before: int) -> int | None:
    """ "Twin girls aged 7", "two boys aged 9 and 11": few enough to be known by their ages."""
    if words.at(before) not in listed("many_children") and words.at(before) != "people":
        return None
    first = before - 1 if words.at(before - 1) in ("young", "little", "year-old") else before
    return first - 1 if words.near(first) and words.at(first - 1) in listed("few") else None
