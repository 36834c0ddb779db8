"""Which of a recommendation's reports stand beside each other in an answer about changes: the one before, and the one now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.asking.reports import Report


@dataclass(frozen=True, slots=True)
class Span:
    """Which reports are "before" and which are "now": by their rounds, or by the day they were made.

    With only "now", before is whatever came last before it; with only "before", now is whatever came last after it.
    With neither it is the last two.
    """

    before: frozenset[int] | None = None
    now: frozenset[int] | None = None
    since: datetime | None = None

    def parts(self, said: Sequence[Report]) -> tuple[Report | None, Report | None]:
        if self.since:
            at = self.since
            return _last(one for one in said if one.said_at < at), _last(one for one in said if one.said_at >= at)
        if self.before is None and self.now is None:
            return (said[-2], said[-1]) if len(said) > 1 else (None, None)
        before, now = self._in(self.before, said), self._in(self.now, said)
        if self.before is None:
            before = _last(one for one in said if now and one.period_on < now.period_on)
        if self.now is None:
            now = _last(one for one in said if before is None or one.period_on > before.period_on)
        return before, now

    @staticmethod
    def _in(ids: frozenset[int] | None, said: Sequence[Report]) -> Report | None:
        return _last(one for one in said if ids is not None and one.round_id in ids)


def _last(said: Iterable[Report]) -> Report | None:
    found = list(said)
    return found[-1] if found else None
