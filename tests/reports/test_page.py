"""The paper as a page: whole in itself, in order, and with nothing in it that a browser would act on."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form
from storage.reporting.paper import Paper
from storage.reporting.wanted import Format
from tests.reports import papers
from tests.reports.papers import HOUSE
from tests.reports.test_word import NASTY

VOID = {"meta", "br", "rect", "col"}


class Page(HTMLParser):
    """What opens and closes, with its attributes; anything that does not fit is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(paper: Paper, key: str = "progress_update") -> str:
    return compiled(paper, form(key), Format.HTML, HOUSE).content.decode("utf-8")


@pytest.mark.parametrize("key", FORMS)
def test_it_is_whole_in_itself_and_says_what_it_is(key: str) -> None:
    text = page(papers.full(), key)
    found = Page(text)
    tags = [tag for tag, _ in found.tags]
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(tags)
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert ("html", {"lang": "en-GB"}) in found.tags
    assert tags.count("main") == tags.count("h1") == tags.count("title") - 1 == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("key", FORMS)
def test_a_screen_reader_knows_what_every_cell_is_about(key: str) -> None:
    found = Page(page(papers.full(), key))
    heads = [attributes for tag, attributes in found.tags if tag == "th"]
    assert heads
    assert {attributes["scope"] for attributes in heads} == {"row", "col"}
    (chart,) = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert chart["role"] == "img"
    assert str(chart["aria-label"]).startswith("Bar chart of 6 recommendations")
    assert not re.search(r"<t[dh][^>]*>\s*(?:<p[^>]*>\s*</p>)?\s*</t[dh]>", page(papers.full(), key))


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("name", ["markup", "mentions", "jinja", "control characters", "override", "half characters"])
def test_whatever_people_wrote_is_text(name: str, key: str) -> None:
    ordinary = {tag for tag, _ in Page(page(papers.full(), key)).tags}
    found = Page(page(papers.said_everywhere(NASTY[name]), key))
    assert {tag for tag, _ in found.tags} <= ordinary | {"p"}
    if name in ("markup", "mentions", "jinja"):
        assert NASTY[name] in "".join(found.words)
    assert not any(attribute.startswith("on") for _, attributes in found.tags for attribute in attributes)
