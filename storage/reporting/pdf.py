"""Makes a PDF of a Word document with LibreOffice, where that is installed on the machine the bot runs on."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from storage.errors import Refusal

PATIENCE = 120


def office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def check_office() -> str:
    program = office()
    if program is None:
        raise Refusal(
            "A PDF needs LibreOffice, which is not installed where I run. Ask for Word or for a page (HTML) instead."
        )
    return program


def pdf(document: bytes) -> bytes:
    """A tagged PDF. Each run has a profile of its own, so that two can run side by side."""
    program = check_office()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(document)
        tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        command = [program, f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless", "--norestore",
                   "--convert-to", tagged, "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        except (subprocess.SubprocessError, OSError) as error:
            raise Refusal(
                "LibreOffice could not make the PDF. Ask for Word instead; that is the same paper."
            ) from error
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise Refusal("LibreOffice made no PDF of this paper. Ask for Word instead; that is the same paper.")
        return made.read_bytes()
