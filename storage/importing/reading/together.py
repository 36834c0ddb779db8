"""What stays together though a sign stands in it: "Police and Crime Commissioner" is one name, "Pob partner / All partners" one
owner who is named in two languages. Asked by `owners.py` before it parts anything."""

import re
from collections.abc import Sequence

from storage.importing.reading.people import begins_post, begins_with_person, is_person, is_role, lexicon, lower_words

NEAR = 60
"""A name goes no further than this from the sign inside it."""
OF = re.compile(r"['’]s?$")


def is_inside_name(text: str, sign: re.Match[str]) -> bool:
    """Whether a sign joins two words of one name: "Fire and Rescue", "Adults, Health and Wellbeing"."""
    before, after = (
        _words(text[max(sign.start() - NEAR, 0) : sign.start()]),
        _words(text[sign.end() : sign.end() + NEAR]),
    )
    return bool(before and after) and (before[-1], after[0]) in lexicon().joined


def may_be_one_body(sides: Sequence[str]) -> bool:
    """Whether what stands about an "and" may be one body's work, or go on with a name that has begun as an office's does:
    "Adult Social Care and Public Health", "Department of Trade and Industry Council"."""
    before, after = sides[0], sides[-1]
    if any(is_person(side) or is_role(side) for side in sides):
        return bool(lexicon().openings.match(before)) and not (is_person(after) or begins_post(after))
    about = lexicon().work | lexicon().subjects
    ends, begins = _words(before)[-1:], _words(after)[:1]
    return bool(lexicon().openings.match(before)) or not (about.isdisjoint(ends) or about.isdisjoint(begins))


def may_share_body(sides: Sequence[str]) -> bool:
    """ "Chief Nurse, NHS Kelder and Otter ICB": what follows the post may be one body that has an "and" in its name, where
    what stands before the "and" is no whole body."""
    post, comma, begun = sides[0].rpartition(",")
    begun, after = begun.strip(), sides[-1]
    if not comma or not post or _is_whole_body(begun) or any(is_person(one) or is_role(one) for one in (begun, after)):
        return False
    return not (begins_post(begun) or begins_post(after) or begins_with_person(after))


def are_whole_bodies(names: Sequence[str]) -> bool:
    """ "Kelder Council, Otter Vale Police": each is a body by its whole name, which has more words than what kind it is."""
    return all(map(_is_whole_body, names))


def _is_whole_body(name: str) -> bool:
    words = _words(name)
    is_kind = len(words) > 1 and words[-1] in lexicon().institutions and not is_role(name)
    return is_kind or bool(lexicon().openings.match(name))


def said_twice(lines: Sequence[str]) -> list[str]:
    """ "Pob partner" over "All partners" is one owner, as it is beside it."""
    said: list[str] = []
    for line in lines:
        pair = (said[-1], line) if said else None
        if pair and are_languages(*pair) and says_the_same(*pair) and not any(map(begins_with_person, pair)):
            said[-1] = " / ".join(pair)
        else:
            said.append(line)
    return said


def is_welsh(text: str) -> bool:
    return not lexicon().welsh.keys().isdisjoint(_words(text))


def are_languages(one: str, other: str) -> bool:
    """Whether one is Welsh and the other is not."""
    return is_welsh(one) != is_welsh(other)


def says_the_same(one: str, other: str) -> bool:
    """Whether a word of the Welsh is a word of the English beside it: "Pennaeth Tai / Head of Housing"."""
    welsh, english = (one, other) if is_welsh(one) else (other, one)
    beginnings = tuple(lexicon().welsh[word] for word in _words(welsh) if word in lexicon().welsh)
    return any(word.startswith(beginnings) for word in _words(english))


def _words(text: str) -> list[str]:
    return [OF.sub("", word) for word in lower_words(text)]
