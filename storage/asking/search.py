"""Full text: which recommendations speak of something, in their own text, their agreed actions or what was sent for them.

The words are looked for as a phrase, the last of them also as a beginning: "young inspector" finds "young inspectors".
SQLite has FTS5 tables for it, PostgreSQL indexes over the very expressions below; triggers and indexes keep both true.
"""

import re
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    column,
    false,
    func,
    literal_column,
    select,
    table,
    union,
)
from sqlmodel import col

from storage.tables import plans, rounds

WORD = re.compile(r"[^\W_]+")

RECOMMENDATION, ACTION, VERSION = "recommendation", "agreed_action", "update_version"
# Everything but letters and digits parts words, on both databases alike.
PARTED = "to_tsvector('simple'::regconfig, regexp_replace({words}, '[\\W_]+', ' ', 'g'))"
WORDS = {
    RECOMMENDATION: "text",
    ACTION: "text",
    VERSION: "evidence || ' ' || impact || ' ' || explanation",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words to look for. None of them is none that could be found."""

    words: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    def on(self, dialect: str) -> str:
        """As this database's full text takes it."""
        return f'"{" ".join(self.words)}" *' if dialect == "sqlite" else f"{' <-> '.join(self.words)}:*"


def phrase_of(words: str) -> Phrase:
    return Phrase(tuple(WORD.findall(words)))


def speaks_of(
    id: ColumnElement[int], dialect: str, phrase: Phrase, within: Select[int | None] | None
) -> ColumnElement[bool]:
    """A condition on a recommendation's id. Within rounds, of what was said only what was sent in those counts."""
    if not phrase:
        return false()
    said = (
        select(col(rounds.Update.recommendation_id))
        .join(rounds.UpdateVersion, col(rounds.UpdateVersion.update_id) == col(rounds.Update.id))
        .where(col(rounds.UpdateVersion.number) == col(rounds.Update.sent_version))
        .where(col(rounds.UpdateVersion.id).in_(_hits(dialect, VERSION, phrase)))
    )
    if within is not None:
        said = said.where(col(rounds.Update.round_id).in_(within))
    agreed = select(col(plans.AgreedAction.recommendation_id)).where(
        col(plans.AgreedAction.id).in_(_hits(dialect, ACTION, phrase))
    )
    return id.in_(union(_hits(dialect, RECOMMENDATION, phrase), said, agreed))


def _hits(dialect: str, name: str, phrase: Phrase) -> Select[tuple[int]]:
    """The ids of a table's rows that hold the phrase."""
    words = bindparam("words", phrase.on(dialect), String())
    if dialect == "sqlite":
        index = table(f"{name}_words", column("rowid"))
        return select(index.c.rowid).where(literal_column(f"{name}_words").op("MATCH")(words))
    rows = table(name, column("id"))
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), words)
    return select(rows.c.id).where(literal_column(PARTED.format(words=WORDS[name])).op("@@")(wanted))
