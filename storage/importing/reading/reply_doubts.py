"""What the clerk is told of a message: words that may be the plan's or the officer's, a grade that may be none."""

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.labels import Label


def perhaps(said: str, label: str, code: str) -> Finding:
    message = f"{quoted(said)} may give the grade {label}; I stored none from there."
    return Finding("grade_in_evidence", "grade", message, (code,))


def quoted_after(words: str) -> Finding:
    message = (
        f"{quoted(words, 60)} was quoted under the answer; I took it for the recommendation's text, not for evidence."
    )
    return Finding("wording_or_answer", "text", message)


def unsure(start: Label, answer: str) -> Finding:
    first = quoted(start.rest, 60)
    if not start.rest:
        message = (
            f"Under the number alone stands {quoted(answer, 60)}; I took it for evidence, and it may be the text."
            if answer
            else "There is a number and nothing more: no text and no evidence."
        )
    elif answer:
        message = (
            f"I took {first} for the text and {quoted(answer, 60)} for the evidence; only the line's end parts them."
        )
    else:
        message = f"I took {first} for the recommendation's text and found no evidence; it may be the evidence itself."
    return Finding("wording_or_answer", "evidence", message)


def of_all(answer: str) -> Finding:
    message = (
        f"{quoted(answer, 60)} stands under the last of the quoted texts and may be about all; I stored it nowhere."
    )
    return Finding("wording_or_answer", "evidence", message, (answer,))
