"""What stands further down a document, asked before a line is taken: a recommendation's start, or one more of its labels."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from storage.importing.reading import forms
from storage.importing.reading.beginnings import start_of
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field, Label, read_label
from storage.importing.reading.sections import may_name_section
from storage.importing.reading.strips import Strip

FAR = 12
STARTS = Label(Field.RECOMMENDATION)


class Ahead:
    """`listed`: where recommendations begin that do not call themselves so. `sections`: lines that name one by its number."""

    def __init__(
        self, strips: Sequence[Strip], recurring: forms.Recurring, grades: Grades, running: set[str]
    ) -> None:  # fmt: skip
        self.strips, self.recurring, self.grades, self.running = strips, recurring, grades, running
        self.listed: Mapping[int, Label] = {}
        self.sections: Set[int] = frozenset()

    def starts_one(self, strip: Strip) -> bool:
        return start_of(strip, self.grades) is not None

    def is_section(self, index: int, *, apart: bool = False) -> bool:
        """A line that names a section, right before a recommendation or before another such line."""
        strip = self.strips[index]
        if index in self.sections:
            return True
        if not may_name_section(replace(strip, apart=apart or strip.apart)):
            return False
        after = next((at for at in range(index + 1, len(self.strips)) if not self._is_running(self.strips[at])), None)
        if after is None:
            return False
        below = self.strips[after]
        if after in self.listed or (below.is_line and self.starts_one(below)):
            return True
        if below.is_line:
            return may_name_section(below) and self.is_section(after)
        label = forms.label_of(below.full[0], self.recurring) if below.full else None
        return label is not None and label.field in (Field.RECOMMENDATION, Field.NUMBER) and len(below.boxes) <= 2

    def next_label(self, index: int, far: int = FAR) -> Label | None:
        """The next label below, None where none is near. Where another recommendation begins first, it is that one's."""
        for at, other in enumerate(self.strips[index + 1 : index + far], index + 1):
            if other.is_line:
                if at in self.listed or self.starts_one(other):
                    return STARTS
                pair = forms.said(other.boxes[0].passages, self.recurring)
                label = pair.label if pair else None
            else:
                label = read_label(other.full[0].text) if other.full else None
            if label:
                return label
        return None

    def goes_on_to_label(self, index: int) -> bool | None:
        """Whether the next label below is one more of the same recommendation, None where none is near."""
        label = self.next_label(index)
        return (
            None
            if label is None
            else label.field in OF_A_RECOMMENDATION | OF_A_ROUND and label.field is not STARTS.field
        )

    def comes_to_grade(self, index: int) -> bool:
        """Whether this line, or one not far below with no label between, is a grade and its name and nothing else."""
        for at, other in enumerate(self.strips[index : index + FAR], index):
            if (
                not other.is_line
                or other.level
                or at in self.listed
                or self.starts_one(other)
                or self._is_running(other)
            ):
                return False
            if forms.said(other.boxes[0].passages, self.recurring) or self.is_section(at):
                return False
            if self.grades.alone(other.text) and len(other.text.split()) > 1:
                return True
        return False

    def _is_running(self, strip: Strip) -> bool:
        return strip.is_line and strip.text.casefold() in self.running
