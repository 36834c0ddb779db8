"""A proposal as plain data, key for key as `--json` prints it: what the document does not give is null or an empty list."""

from datetime import date
from typing import Any

from storage.importing.proposal import (
    Dated,
    Doubt,
    Proposal,
    ProposedIndicator,
    ProposedOwner,
    ProposedRecommendation,
    ProposedSubAction,
    ProposedUpdate,
)

Printed = dict[str, Any]


def as_data(proposal: Proposal) -> Printed:
    return {
        "file": proposal.file,
        "family": proposal.family.value,
        "title": proposal.title or None,
        "subject": proposal.subject or None,
        "organisation": proposal.organisation or None,
        "link_officers": list(proposal.link_officers),
        "agreed": _dated(proposal.agreed),
        "reported": _dated(proposal.reported),
        "scheme": {
            "stated": proposal.key.stated,
            "levels": [
                {
                    "code": level.code,
                    "label": level.label,
                    "meaning": level.meaning.value,
                    "definition": level.definition or None,
                    "confidence": level.confidence or None,
                }
                for level in proposal.key.levels
            ],
        },
        "totals": {"stated": dict(proposal.totals_stated), "counted": dict(proposal.totals_counted)},
        "recommendations": [_recommendation(one) for one in proposal.recommendations],
        "missing_numbers": list(proposal.missing_numbers),
        "doubts": [_doubt(one) for one in proposal.doubts],
        "not_placed": [{"place": one.place, "text": one.text} for one in proposal.not_placed],
        "introduction": list(proposal.introduction),
    }


def _recommendation(one: ProposedRecommendation) -> Printed:
    return {
        "number": one.number or None,
        "position": one.position,
        "section": one.section or None,
        "text": one.text,
        "place": one.place,
        "owners": [_owner(owner) for owner in one.owners],
        "due": {**_dated(one.due), "all": [on.isoformat() for on in one.due.all]},
        "actions": list(one.actions),
        "measures": list(one.measures),
        "sub_actions": [_sub_action(sub) for sub in one.sub_actions],
        "indicators": [_indicator(indicator) for indicator in one.indicators],
        "updates": [_update(update) for update in one.updates],
    }


def _owner(owner: ProposedOwner) -> Printed:
    return {
        "text": owner.text,
        "name": owner.name or None,
        "role": owner.role or None,
        "organisation": owner.organisation or None,
        "part": owner.part.value,
    }


def _sub_action(sub: ProposedSubAction) -> Printed:
    return {
        "number": sub.number or None,
        "text": sub.text,
        "group": sub.group or None,
        "lead": sub.lead or None,
        "start": _iso(sub.start.on),
        "start_text": sub.start.text or None,
        "due": _iso(sub.due.on),
        "due_text": sub.due.text or None,
        "grade": sub.grade,
        "grade_text": sub.grade_text or None,
    }


def _indicator(indicator: ProposedIndicator) -> Printed:
    return {
        "code": indicator.code or None,
        "text": indicator.text,
        "lead": indicator.lead or None,
        "target": indicator.target or None,
        "actual": indicator.actual or None,
    }


def _update(update: ProposedUpdate) -> Printed:
    return {
        "round": update.round or None,
        "date": _iso(update.on),
        "grade": update.grade,
        "grade_text": update.grade_text or None,
        "found_in": update.found_in or None,
        "evidence": update.evidence or None,
        "explanation": update.explanation or None,
        "impact": update.impact or None,
        "future": update.future or None,
    }


def _doubt(doubt: Doubt) -> Printed:
    return {
        "code": doubt.code,
        "recommendation": doubt.recommendation,
        "field": doubt.field or None,
        "place": doubt.place or None,
        "round": doubt.round or None,
        "message": doubt.message,
        "candidates": list(doubt.candidates),
    }


def _dated(dated: Dated) -> Printed:
    return {"text": dated.text or None, "date": _iso(dated.on)}


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
