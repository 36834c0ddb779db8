"""A report before it is compiled, as somebody asked for it, and after, as it is kept: facts for dialogs and cards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Format(StrEnum):
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"

    @property
    def shown(self) -> str:
        return {"docx": "Word (.docx)", "html": "Web page (.html)", "xlsx": "Excel (.xlsx)", "csv": "CSV (.csv)",
                "pdf": "PDF (.pdf)"}[self]  # fmt: skip

    @property
    def has_form(self) -> bool:
        """Sheets have a row for each update, whatever form the paper has."""
        return self in (Format.DOCX, Format.HTML, Format.PDF)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said they want: names as they gave them, nothing looked up yet."""

    plan: str = ""
    round: str = ""
    form: str = ""
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that can be compiled, and what will be in it, to be read back before it is.

    `may_name_children` holds the recommendations with an answer that the checks asked about for that.
    """

    plan_id: int
    title: str
    round_id: int
    round: str
    form: str
    form_name: str
    format: Format
    draft: bool
    outstanding: int
    closed: int
    silent: int
    council_template: str = ""
    may_name_children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan that somebody may have the report of, with its rounds, the latest first."""

    plan_id: int
    title: str
    rounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptReport:
    id: int
    plan_id: int
    title: str
    round: str
    form_name: str
    format: Format
    name: str
    size: int
    sha256: str
    draft: bool
    compiled_by: str
    compiled_at: datetime
