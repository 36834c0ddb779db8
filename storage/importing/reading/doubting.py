"""A doubt in the making: what was seen, before it is known which recommendation it is about."""

from dataclasses import dataclass

from storage.importing.proposal import Doubt


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    field: str
    message: str
    candidates: tuple[str, ...] = ()
    place: str = ""
    round: str = ""

    def about(self, position: int | None, place: str) -> Doubt:
        return Doubt(self.code, self.message, position, self.field, self.place or place, self.round, self.candidates)


def quoted(text: str, most: int = 90) -> str:
    """Words of the document inside a sentence for the clerk."""
    said = " / ".join(text.split("\n"))
    return f"“{said}”" if len(said) <= most else f"“{said[: most - 1].rstrip()}…”"
