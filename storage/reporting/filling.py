"""Filling fields into a text of Jinja: sandboxed, nothing but our fields to reach, every value escaped and none empty."""

from collections.abc import Callable, Iterator
from dataclasses import fields as fields_of
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from storage.errors import Refusal
from storage.reporting.fields import Fields
from storage.reporting.lettering import printable

NONE_GIVEN = "None given"
# A thousand recommendations over many rounds take a tenth of this; a template that wants more is no template.
MOST_CHARACTERS = 150_000_000

Print = Callable[[str], str]


def environment(prints: Print) -> ImmutableSandboxedEnvironment:
    """`prints` makes a printable text into what the document can hold, markup and all."""

    def finalize(value: Any) -> Markup:
        if hasattr(value, "__html__"):
            return Markup(value.__html__())
        words = value if isinstance(value, str) else str(value)
        return Markup(prints(printable(words) if words.strip() else NONE_GIVEN))

    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True
    )
    made.globals.clear()
    return made


def filled(template: Template, fields: Fields, **more: object) -> str:
    """The text with its fields filled in; a sentence where the template asks for something that cannot be."""
    named = {one.name: getattr(fields, one.name) for one in fields_of(fields)} | more
    try:
        return "".join(_bounded(template.generate(named)))
    except (TemplateError, SecurityError, ArithmeticError, RecursionError, TypeError, ValueError) as error:
        raise Refusal(
            f"The template cannot be filled in: {error}. Check it: scrutiny-bot templates check FILE"
        ) from error


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    written = 0
    for piece in pieces:
        written += len(piece)
        if written > MOST_CHARACTERS:
            raise Refusal(
                "The template writes far more than a paper can hold, so I stopped. Does a list repeat itself?"
            )
        yield piece
