"""The published documents, where they lie beside the checkout: every word of them is in their source."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from storage.importing.opening import opened
from storage.importing.source import Source

PLANS = Path(__file__).parents[4] / "shared" / "plans"
WORD = re.compile(r"\w+")

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the published documents are not beside this checkout")


def words_of(source: Source) -> Counter[str]:
    return Counter(WORD.findall(" ".join(f"{line.number} {line.text}" for line in source.lines())))


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_word_of_a_published_text_is_there(path: Path) -> None:
    content = path.read_bytes()
    assert words_of(opened(path.name, content)) == Counter(WORD.findall(content.decode()))


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.docx")), ids=lambda path: path.stem)
def test_every_word_of_a_published_word_document_is_there(path: Path) -> None:
    content = path.read_bytes()
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = Counter(WORD.findall(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])))
    assert words_of(opened(path.name, content)) == said
