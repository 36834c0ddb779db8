"""What a label says: which field follows, for which round, for which recommendation. The words are in `labels.yaml`."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.reading.rounds import Spotted, spot_round


class Field(StrEnum):
    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    NUMBER = "number"
    SECTION = "section"
    ACTION = "action"
    MEASURE = "measure"
    OWNER = "owner"
    JOINT_OWNER = "joint_owner"
    SUPPORT = "support"
    DUE = "due"
    REVISED_DUE = "revised_due"
    ANTICIPATED = "anticipated"
    OWNER_AND_DUE = "owner_and_due"
    START = "start"
    EVIDENCE = "evidence"
    ASSESSMENT = "assessment"
    GRADE = "grade"
    PERCENT = "percent"
    IMPACT = "impact"
    FUTURE = "future"
    EXPLANATION = "explanation"
    INDICATOR = "indicator"
    INDICATOR_CODE = "indicator_code"
    TARGET = "target"
    ACTUAL = "actual"
    KEY = "key"
    SUBJECT = "subject"
    LINK_OFFICER = "link_officer"
    AGREED = "agreed"
    REPORTED = "reported"
    ORGANISATION = "organisation"
    TOTAL = "total"
    BESIDE = "beside"
    """No field of the record: a risk, a cost, a decision. It stays with the recommendation under its own label."""


NOT_OF_A_FIELD = ("keywords", "parts", "form_heads", "nothing_said", "signing", "signing_details", "of_own_reports")
LONGEST_LABEL = 130
TICKED_HEAD = "ticked"
"""What is over such a column is the grade of the rows that have a tick in it."""
BILINGUAL = ("/", "|", "\n")
LONGEST_LOOSE = 9
BEFORE_A_DATE = frozenset({"end", "finish", "complete by", "completed by", "to be completed by"})
"""Labels of a date; with a date behind them they are its value: "End Q3"."""
CLOSE_ENOUGH = 0.86
CLOSE_WORD = 0.8
CLOSE_JOINED = 0.92
SHORTEST_DAMAGED = 7
WORD = re.compile(r"[^\W_]+|%|#")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
PERCENT = re.compile(r"\(\s*%\s*\)")
YES_OR_NO = re.compile(r"\(\s*(y(?:es)?\s?/\s?no?)\s*\)")
PLURAL = re.compile(r"(?<=\w)(?:\(s\)|/s\b)")
RECORD_WORD = r"(?:recommendation|recommedation|reccomendation|recomendation|argymhelliad|area for improvement|rec)"
# "3", "R3.1", "7(a)", "KR 1", "CS/21/04": a bracket is part of a number only right behind it.
CODE = r"(?:(?-i:[A-Z]{1,6})|r)"
NUMBER = (
    rf"(?:{CODE}[-/. ]?\d{{1,4}}(?:[-/]\d{{1,4}}){{1,3}}|(?:{CODE}[-/. ]?)?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}(?: ?[a-z]\b)?)"
    r"(?:\((?:[a-z]|[ivx]{1,4})\)){0,2}"
)
# "Key recommendation KR1", "Scrutiny Recommendation 4"
WHOSE = (
    r"(?:(?:key|agreed|scrutiny|audit|inspection|committee|panel|original|review|final|formal|main|overall|new)\s+)?"
)
NUMBERED = re.compile(
    rf"^{WHOSE}({RECORD_WORD}s?)\.?(?:\s*/\s*{RECORD_WORD}s?)?\s*(?:no\.?|number|ref\.?|rhif|#)?\s*[:.]?\s*({NUMBER})(?!\w)"
    rf"(?:\s*[/|–-]\s*{RECORD_WORD}s?\.?\s*(?:no\.?|number|rhif|#)?\s*[:.]?\s*{NUMBER}(?![\w.]))?"
    r"(?:\s*\((?:continued|cont\W?d|parhad|cont\.?)\))?\s*(?:[:.)–—-]+\s*|\s+|$)",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(rf"{WHOSE}{RECORD_WORD}\.?\s*:?", re.IGNORECASE)
SHORT_NUMBERED = re.compile(
    r"^(R) ?(\d{1,3}[a-z]?(?:\((?:[a-z]|[ivx]{1,4})\))?)(?!\w)\s*(?:[:.)–—-]+\s*|(?=[A-Z][a-z])|$)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """`sure` is False where the label was damaged and is read by its likeness. `number` is a recommendation's."""

    field: Field
    round: Spotted | None = None
    number: str = ""
    rest: str = ""
    sure: bool = True


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("labels.yaml").read_text(encoding="utf-8"))
    return data


@cache
def _keywords() -> tuple[tuple[Field | None, re.Pattern[str]], ...]:
    return tuple((None if field == "none" else Field(field), re.compile(shape)) for field, shape in _data()["keywords"])


@cache
def names() -> dict[str, Field]:
    """Every way of saying a field, bare. The same words for two fields are a mistake in the file."""
    found: dict[str, Field] = {}
    for field, phrases in _data().items():
        if field in NOT_OF_A_FIELD:
            continue
        for phrase in phrases:
            if found.setdefault(bare(phrase), Field(field)) is not Field(field):
                raise LookupError(f"“{phrase}” is a label of {field} and of {found[bare(phrase)]}")
    return found


@cache
def _parts() -> frozenset[str]:
    return frozenset(map(bare, _data()["parts"]))


def heads_a_form(text: str) -> bool:
    """ "Item", "Response": what only says that labels and values follow."""
    return bare(text) in _form_heads()


@cache
def _form_heads() -> frozenset[str]:
    return frozenset(map(bare, _data()["form_heads"]))


def says_nothing(text: str) -> bool:
    """ "No update received": words that only say that a field is blank."""
    return len(text) <= LONGEST_LABEL and bare(text) in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(bare, _data()["nothing_said"]))


@cache
def signing_shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _data()["signing"]))


@cache
def signing_details() -> frozenset[str]:
    return frozenset(map(bare, _data()["signing_details"]))


def names_a_part(text: str) -> bool:
    """A heading that only says what follows: "2. Detail", "Appendix A – Summary"."""
    said = re.sub(r"^(?:appendix|annex|atodiad)\b\W*\w{0,2}\b|\b\d+(?:\.\d+)*\b", " ", text.casefold())
    return not bare(said) or bare(said) in _parts()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A label's words without case, brackets, punctuation and plural."""
    said = PLURAL.sub("", text.casefold().replace("’", "'"))
    said = PERCENT.sub(" % ", said).replace("'ll ", " will ").replace("'ve ", " have ")
    return " ".join(_singular(word) for word in WORD.findall(BRACKETS.sub(" ", said)) if word != "s")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=4096)
def read_label(text: str, *, damaged: bool = False, loose: bool = False) -> Label | None:
    """The label that the whole of this text is. `damaged` allows for a letter lost here and there, `loose` for other
    words with the same heart: only for what stands where a label must."""
    if not text or len(text) > LONGEST_LABEL:
        return None
    if numbered := NUMBERED.match(text):
        rest = text[numbered.end() :].strip()
        return Label(Field.RECOMMENDATION, number=_tidy(numbered[2]), rest=rest)
    spotted, without = spot_round(text)
    if spotted and bare(without) in BEFORE_A_DATE:
        return None
    if field := _named(without):
        return Label(field, spotted)
    if damaged and (alike := _likeness(without, spotted)):
        return alike
    return _by_keyword(without, spotted) if loose else None


def whole_label(text: str) -> Label | None:
    """The label whose words these are, all of them and in one piece."""
    spotted, without = spot_round(text)
    field = names().get(bare(without))
    return Label(field, spotted) if field else None


def read_start(text: str) -> Label | None:
    """A recommendation's number at the start of a text of any length: as it is printed, so that "R3" stays "R3"."""
    if numbered := NUMBERED.match(text):
        return Label(Field.RECOMMENDATION, number=_tidy(numbered[2]), rest=text[numbered.end() :].strip())
    if short := SHORT_NUMBERED.match(text):
        return Label(Field.RECOMMENDATION, number=short[1] + short[2], rest=text[short.end() :].strip())
    return None


def names_a_record(text: str) -> bool:
    """ "Rec", "Recommendation:": the word that recommendations are numbered with, and no number behind it."""
    return bool(UNNUMBERED.fullmatch(text.strip()))


def is_parted(text: str) -> bool:
    """Whether a sign, or nothing at all, follows the number that a text begins with: "Recommendation 3: …"."""
    numbered = NUMBERED.match(text) or SHORT_NUMBERED.match(text)
    after = text[numbered.end(2) :].lstrip() if numbered else ""
    return bool(numbered) and (not after or after[0] in ":.–—-()")


def begins_label(text: str) -> bool:
    """Whether these are the first words of some longer label."""
    return bare(text) in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(" ".join(words[:n]) for name in names() for words in (name.split(),) for n in range(1, len(words)))


def _named(text: str) -> Field | None:
    """The field that these words name: whole, in two languages, or as two labels in one ("Owner / Date")."""
    known = names()
    if field := known.get(bare(text)):
        return field
    for sign in ("/", "|", "\n", " - ", " – "):
        fields = [known.get(bare(part)) for part in text.split(sign) if bare(part)]
        if len(fields) < 2:
            continue
        if set(fields) == {Field.OWNER, Field.DUE}:
            return Field.OWNER_AND_DUE
        named = {field for field in fields if field}
        if len(named) == 1 and (None not in fields or (sign in BILINGUAL and len(fields) == 2)):
            return named.pop()
    return None


def _likeness(text: str, spotted: Spotted | None) -> Label | None:
    """The label that differs by a letter here and there, never by a word."""
    words = bare(text)
    if len(words) < SHORTEST_DAMAGED:
        return None
    best, score = None, CLOSE_ENOUGH
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    for name, field in names().items():
        if abs(len(name) - len(words)) > 3:
            continue
        if ("%" in name) != ("%" in words):
            continue
        matcher.set_seq1(name)
        if matcher.quick_ratio() >= score and (likeness := matcher.ratio()) >= score and _word_by_word(name, words):
            best, score = field, likeness
    return Label(best, spotted, sure=False) if best else None


def _word_by_word(name: str, words: str) -> bool:
    first, second = name.split(), words.split()
    if len(first) != len(second):
        return SequenceMatcher(None, name.replace(" ", ""), words.replace(" ", ""), False).ratio() >= CLOSE_JOINED
    pairs = zip(first, second, strict=True)
    return all(a == b or SequenceMatcher(None, a, b, False).ratio() >= CLOSE_WORD for a, b in pairs)


def has_no_place(text: str) -> bool:
    """A label that says something this record does not hold: a priority, a cost, the date of an inspection."""
    said = " ".join(text.casefold().split())
    first = next((field for field, shape in _keywords() if shape.search(said)), Field.ACTION)
    return first is None


def stays_beside(text: str) -> bool:
    """Whether a label that names no field is kept with its words: not where our own reports tell what the record has."""
    return not any(shape.search(text.casefold()) for shape in _of_own_reports())


@cache
def _of_own_reports() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _data()["of_own_reports"]))


def _by_keyword(text: str, spotted: Spotted | None) -> Label | None:
    said = " ".join(BRACKETS.sub(" ", YES_OR_NO.sub(r" \1 ", text.casefold())).split())
    if not said or len(said.split()) > LONGEST_LOOSE:
        return None
    for field, shape in _keywords():
        if shape.search(said) or shape.search(bare(text)):
            return Label(field, spotted) if field else None
    return None


def _tidy(number: str) -> str:
    return "".join(number.split())
