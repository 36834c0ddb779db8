"""Yes and no as people type them, read off `consent.yaml`: two patterns for the table of commands."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

import yaml

BETWEEN = r"[\s,.;!–—-]+"


def _whole(words: Mapping[str, Sequence[str]]) -> str:
    """One of the first words, then any of all of them."""
    first, more = _any_of(words["first"]), _any_of([*words["first"], *words["after"]])
    return f"(?:{first})(?:{BETWEEN}(?:{more})){{0,4}}"


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.sub(r"\\ ", " ", re.escape(one)) for one in sorted(words, key=len, reverse=True))


_READ = yaml.safe_load(files("dialogs").joinpath("consent.yaml").read_text(encoding="utf-8"))
YES, NO = _whole(_READ["yes"]), _whole(_READ["no"])
