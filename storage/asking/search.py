"""Full text: which recommendations speak of something, in their own text, their agreed actions or what was sent for them.

The words are looked for as a phrase, the last of them also as a beginning: "young inspector" finds "young inspectors".
SQLite has FTS5 tables for it, PostgreSQL indexes over the very expressions below; triggers and indexes keep both true.
"""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, false, func, literal, literal_column, or_, select, table, union
from sqlmodel import Session, col

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


def speaks_of(session: Session, words: str, within: Select[int | None] | None) -> ColumnElement[bool]:
    """A condition on a recommendation. Within rounds, of what was said only what was sent in those counts."""
    phrase = WORD.findall(words)
    if not phrase:
        return false()
    said = (
        select(col(rounds.Update.recommendation_id))
        .join(rounds.UpdateVersion, col(rounds.UpdateVersion.update_id) == col(rounds.Update.id))
        .where(col(rounds.UpdateVersion.number) == col(rounds.Update.sent_version))
        .where(col(rounds.UpdateVersion.id).in_(_hits(session, VERSION, phrase)))
    )
    if within is not None:
        said = said.where(col(rounds.Update.round_id).in_(within))
    agreed = select(col(plans.AgreedAction.recommendation_id)).where(
        col(plans.AgreedAction.id).in_(_hits(session, ACTION, phrase))
    )
    return or_(
        col(plans.Recommendation.id).in_(_hits(session, RECOMMENDATION, phrase)),
        col(plans.Recommendation.id).in_(union(said, agreed)),
    )


def _hits(session: Session, name: str, phrase: Sequence[str]) -> Select[tuple[int]]:
    """The ids of a table's rows that hold the phrase."""
    if session.get_bind().dialect.name == "sqlite":
        index = table(f"{name}_words", column("rowid"))
        matches = literal_column(f"{name}_words").op("MATCH")(literal(f'"{" ".join(phrase)}" *'))
        return select(index.c.rowid).where(matches)
    rows = table(name, column("id"))
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), f"{' <-> '.join(phrase)}:*")
    return select(rows.c.id).where(literal_column(PARTED.format(words=WORDS[name])).op("@@")(wanted))
