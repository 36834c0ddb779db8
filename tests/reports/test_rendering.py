"""A paper as an office suite draws it. `SCREENSHOTS=folder` keeps its pages; skipped where LibreOffice is not installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form
from storage.reporting.pdf import office
from storage.reporting.wanted import Format
from tests.reports import papers
from tests.reports.papers import HOUSE


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed, so no PDF can be made")
@pytest.mark.parametrize("key", FORMS)
def test_libreoffice_opens_the_paper_and_makes_a_tagged_pdf_of_it(key: str, tmp_path: Path) -> None:
    paper = compiled(papers.full(), form(key), Format.PDF, HOUSE)
    assert paper.name.endswith(".pdf")
    assert paper.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in paper.content
    file = Path(os.environ.get("SCREENSHOTS", tmp_path)) / f"{key}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(paper.content)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "60", "-png", str(file), str(file.with_suffix(""))], check=True)
        assert list(file.parent.glob(f"{key}-*.png"))
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
        for words in ("Young Carers in Schools", "No update received", "OFFICIAL", "Page 2 of"):
            assert words in text
