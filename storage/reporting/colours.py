"""The colours of grades: dark for a chart's pieces, which carry white letters, and pale for cells, which carry dark ones."""

from collections.abc import Mapping

from storage.vocabulary import Meaning

# Each carries white letters at 4.5:1 or more, and the words beside it say the same.
PIECES: Mapping[Meaning, str] = {
    Meaning.COMPLETE: "1B4F72",
    Meaning.ON_TRACK: "25734A",
    Meaning.SLIPPED: "A85F00",
    Meaning.NOT_ACHIEVED: "A61B29",
    Meaning.OTHER: "5C5C5C",
}
NONE, SILENT, CLOSED = "75609B", "6B6B6B", "3D5A6C"

# The word says the grade, the ground only repeats it.
SHADES: Mapping[Meaning, str] = {
    Meaning.COMPLETE: "CFE2F3",
    Meaning.ON_TRACK: "D9EAD3",
    Meaning.SLIPPED: "FCE8B2",
    Meaning.NOT_ACHIEVED: "F4CCCC",
    Meaning.OTHER: "EDEDED",
}
NO_SHADE = "FFFFFF"
# The ground of a table's head, and of a label beside its value.
HEAD_GROUND, LABEL_GROUND = "1B3A4B", "EEF2F4"
