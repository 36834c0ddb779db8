"""What a label must mean whose words nobody knows, by what stands under it again and again."""

from collections.abc import Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field
from storage.importing.reading.owners import read_owners
from storage.importing.reading.spans import spans_of

MOST = 0.7
FEWEST = 2
LONGEST_DATE = 40
SAID_AS = {Field.ACTION: "actions", Field.OWNER: "owners", Field.MEASURE: "measures"}
LONGEST_OWNER = 80


def guess(values: Sequence[str], grades: Grades, *, dated: bool) -> Field | None:
    """Grades, dates or people, where most values are just that; an account, where the label names a round."""
    said = [value for value in values if value.strip()]
    if len(said) < FEWEST:
        return Field.EVIDENCE if dated else None
    least = MOST * len(said)
    if sum(map(grades.begins, said)) >= least:
        return Field.ASSESSMENT if dated else Field.GRADE
    if dated:
        return Field.EVIDENCE
    if sum(map(_is_date, said)) >= least:
        return Field.DUE
    return Field.OWNER if sum(map(_is_somebody, said)) >= least else None


def guessed_label(said: str, what: Field) -> Finding:
    """For the clerk: this label is read by its values alone."""
    name = "due date" if what is Field.DUE else what.replace("_", " ")
    doubt = f"I do not know the label {quoted(said)}; by what stands with it I took it for the {name}."
    return Finding("label_guessed", SAID_AS.get(what, str(what)), doubt)


def _is_date(text: str) -> bool:
    return len(text) <= LONGEST_DATE and any(span.is_certain for span in spans_of(text))


def _is_somebody(text: str) -> bool:
    """Every owner that the text would give is a person or a role."""
    owners = read_owners([text]).owners if len(text) <= LONGEST_OWNER else ()
    return bool(owners) and all(owner.name or owner.role for owner in owners)
