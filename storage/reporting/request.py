"""What somebody said they want a report of, told apart: plan, round, form and format. Pure words; nothing is looked up."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.reporting.layout import FORMS, form
from storage.reporting.wanted import Asked, Format

# The last "as" or "in" of a request, and what follows it; and the last that may begin a time.
AS = re.compile(
    r"^(.*)(?:^|[\s,])(?:as|in|into|using)\s+(?:an?\s+|the\s+)?([\w /-]{2,40}?)(?:\s+(?:form|format|file))?$", re.I
)
WHEN = re.compile(
    r"^(.*)(?:^|[\s,])(?:as\s+(?:of|at)|(?<!as )(?:for|in|of|from|at))\s+(?:the\s+)?([\w /'-]{3,60})$", re.I
)
# "report as Excel": the request is nothing else.
ALONE = re.compile(r"^()(?:an?\s+|the\s+)?([\w ]{2,20})$", re.I)
LATEST = {"latest", "last", "current", "this", "now", "today", "newest", "present"}


def read_request(words: str) -> Asked:
    """Peels off the end what says how and of when; what is left is the plan. Nothing is guessed: a card reads it back."""
    left, found_form, found_format = words.strip(" .?!"), "", None
    while peeled := AS.match(left) or ALONE.match(left):
        named = named_format(peeled[2]), named_form(peeled[2])
        if named == (None, ""):
            break
        found_format, found_form = found_format or named[0], found_form or named[1]
        left = peeled[1].strip(" ,")
    plan, when = left, ""
    if squeezed(left).removeprefix("the ").removesuffix(" round") in LATEST:
        return Asked("", left, found_form, found_format)
    if (peeled := WHEN.match(left)) and _is_a_time(peeled[2]):
        plan, when = peeled[1], peeled[2]
    return Asked(plan.strip(" ,"), when, found_form, found_format)


@cache
def _formats() -> Mapping[str, Format]:
    data: dict[str, Any] = yaml.safe_load(files("storage.reporting").joinpath("asked.yaml").read_text("utf-8"))
    return {word: Format(key) for key, words in data.items() for word in words}


def named_format(words: str) -> Format | None:
    return _formats().get(" ".join(words.casefold().split()))


def named_form(words: str) -> str:
    """The form that these words name; "" where they name none."""
    said = squeezed(words)
    return next((key for key in FORMS if said in {squeezed(key), *map(squeezed, form(key).words)}), "")


def _is_a_time(words: str) -> bool:
    """A month, a year, a quarter, or "the latest": anything else after "for" is part of a plan's name."""
    said = squeezed(words)
    return said.removesuffix(" round") in LATEST or bool(
        re.search(r"\b(?:(?:19|20)\d\d|q[1-4]|quarter|spring|summer|autumn|winter|latest|last|round|"
                  r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
                  r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b", said)
    )  # fmt: skip


def squeezed(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold().replace("’", "").replace("'", "")))
