"""Who stands at a place in a text: a name, initials, "the boy". Beside an age more is a person than anywhere else."""

from storage.rules.child_words import INITIALS, Words, either, listed, looks_like_a_name, looks_plural, no_names


def person_before(words: Words, last: int, after: int) -> int | None:
    """The first word of whoever ends at `last` and has an age beside them; None where it is nobody.

    `after` is the word that follows the age: "Visits (14) were made" counts, "Brooks (14) was seen" does not.
    """
    if last < 0 or _counts(words, after):
        return None
    if words.at(last) in listed("child"):
        return _child(words, last)
    if _letter(words, last) or _initials(words, last, after):
        return last if words.at(last - 1) not in listed("lettered") else None
    return named(words, last, plural_if=after)


def named(words: Words, last: int, plural_if: int | None = None) -> int | None:
    """The first word of a name that ends here; None where it is none, or that of a place, a thing, somebody grown up.

    What looks like a plural is a name only before a verb that is none, at `plural_if`.
    """
    word = words.words[last] if 0 <= last < len(words) else ""
    if not looks_like_a_name(word) or word.endswith(("'s", "’s")):
        return None
    low = words.at(last)
    if looks_plural(low) and low not in listed("first_names") and words.at(plural_if or -1) not in ("was", "is", "has"):
        return None
    first = last
    while words.near(first) and _goes_with(words, first - 1):
        first -= 1
    before = words.at(first - 1) if words.near(first) or words.gap(first).strip() == "." else ""
    if before == "of" and words.at(first - 2) in listed("titles"):
        return None
    if before in listed("titles") or before in listed("articles") or low in words.somewhere:
        return None
    if first < last and low in listed("places"):
        return None
    if low in listed("times") and (before in listed("grammar") or words.gap(last + 1) == " "):
        return None
    return first


def _goes_with(words: Words, i: int) -> bool:
    """Whether this word is of the same name: "Ayaan" of "Ayaan Sheikh"."""
    word = words.words[i]
    return word[:1].isupper() and words.at(i) not in listed("titles") and looks_like_a_name(word)


def full_name(words: Words, first: int) -> int | None:
    """The last word of a given name with its surname that begins here; None where there are no two."""
    if not (first + 1 < len(words) and words.near(first + 1)):
        return None
    if not (looks_like_a_name(words.words[first]) and looks_like_a_name(words.words[first + 1])):
        return None
    if named(words, first) is None or words.at(first + 1) in listed("places") or _goes_on_as_a_thing(words, first + 2):
        return None
    return first + 1


def name_at(words: Words, i: int) -> bool:
    """Whether a name begins at this word that no place or body goes on with."""
    if not 0 <= i < len(words) or named(words, i) is None:
        return False
    after = i + 1
    while after < len(words) and words.near(after) and looks_like_a_name(words.words[after]):
        after += 1
    return not _goes_on_as_a_thing(words, after)


def _goes_on_as_a_thing(words: Words, i: int) -> bool:
    """ "Ash Grove", "Clinic Hub": a known word with a capital, directly after."""
    return (
        i < len(words)
        and words.near(i)
        and words.words[i][:1].isupper()
        and (words.at(i) in no_names() or words.at(i) in listed("acronyms"))
    )


def goes_on(words: Words, i: int) -> bool:
    """Whether what follows goes on as after somebody: a verb, a small word, or the end of the clause."""
    if not words.near(i):
        return True
    word = words.at(i)
    return word in listed("goes_on") or word in listed("third_person") or word.endswith(("ed", "ly", "ing"))


def _counts(words: Words, after: int) -> bool:
    """Whether things follow that the number counts: "(9) ward councillors", ", 9, wards"."""
    if after >= len(words) or words.gap(after).strip(" )],") or not words.words[after].islower():
        return False
    word = words.at(after)
    if word in listed("goes_on") or word in listed("third_person") or word.endswith(("ed", "ly", "ing")):
        return False
    return _is_of_many(word) or (
        words.near(after + 1) and words.words[after + 1].islower() and _is_of_many(words.at(after + 1))
    )


def _is_of_many(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and word not in either("third_person", "goes_on")


def _child(words: Words, last: int) -> int | None:
    """ "the boy (14)", and not "every child (aged 9)"."""
    before = words.at(last - 1)
    return None if before in listed("any_of_them") else last


def _letter(words: Words, last: int) -> bool:
    """ "D (14)", "K, aged 15": a letter for a name, where it stands by itself."""
    word = words.words[last]
    if len(word) != 1 or not (word.isascii() and word.isupper()) or words.gap(last).endswith("&"):
        return False
    if words.near(last) and words.words[last - 1][:1].isupper():
        return False
    return word != "I" and not (word == "A" and words.near(last + 1))


def _initials(words: Words, last: int, after: int) -> bool:
    """ "AB (14)", "J.S.", and a name in capitals. Letters that everybody has, a count stands behind as well."""
    word, low = words.words[last], words.at(last).replace(".", "")
    if (
        low in listed("acronyms")
        or (low in no_names() and low not in listed("first_names"))
        or not word.isupper()
        or not word.isascii()
    ):
        return False
    if INITIALS.fullmatch(word):
        return True
    vowels = any(letter in "aeiouy" for letter in low)
    return len(word) > 2 and word.isalpha() and vowels and (len(word) > 5 or goes_on(words, after))
