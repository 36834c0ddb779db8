"""A sentence as words: lower case, one kind of quote and dash, contractions written out, possessives known as such."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.asking.data import load

STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
)
CONTRACTIONS = {short: tuple(long.split()) for short, long in load("contractions").items()}
QUOTED = re.compile(r'"([^"]{2,80})"')
SINGLE_QUOTED = re.compile(r"(?<!\w)'([^'\"]{2,80})'(?!\w)")
SIGNED = re.compile(
    r"((?i:thanks|thank you|cheers|regards|ta|best wishes|thx|sincerely|faithfully)(?: again| in advance| a lot| so much)?)"
    r"[,.! -]+(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}[.!]*$"
)
WORD = re.compile(
    r"""
    \d{4}-\d{2}-\d{2}                              # 2024-09-30
    | \d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{2,4}    # 30.09.2024
    | \d{1,2}/\d{1,2}(?![\d/])                      # 30/09
    | \d{4}\s?[/-]\s?\d{2,4}(?![\d/-])             # 2023/24
    | \d+(?:\.\d+)*(?:'s(?!\w)|[a-z]{0,2}(?!\w))   # 5, 7a, 2nd, 1.2, team 2's
    | w/(?:out|[coe])?(?!\w)                        # w/, w/o and w/out, w/c and w/e
    | fy\s?\d{2,4}[/-]\d{2,4}(?!\d)                  # fy24/25
    | [^\W\d_]+\d[^\W_]*                         # s20, q3
    | [^\W\d_]+(?:'[^\W\d_]+)*'?                   # words, with their apostrophes
    | [^\W_]+                                      # whatever else
    | [^\w\s]                                      # a sign
    """,
    re.VERBOSE,
)
SIGNS_TO_SKIP = frozenset(".,?!:()[]'\"*-;")
GRADE_SIGNS = frozenset("🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦⬛⬜✅❌❎✔✖✓✗☑☒")
PAUSES = frozenset(".,;:-")
HYPHENATED = frozenset({"early", "mid"})
"""Before a month, "mid-November" is "mid November"."""


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is what is looked up; `glued` is the same with its 's, but without the apostrophe, as hasty people type."""

    word: str
    raw: str
    glued: str
    start: int
    end: int
    possessive: bool = False
    pause: str = ""

    @property
    def capitalised(self) -> bool:
        return self.raw[:1].isupper()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.glued, self.word) if self.glued != self.word else (self.word,)


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    tokens: tuple[Token, ...]
    quoted: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> str:
        """The first word, if there is any."""
        return self.tokens[0].word if self.tokens else ""

    def said(self, start: int, end: int) -> str:
        """These words as they were typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""


def tokenise(text: str, *, short_forms: bool = True) -> Sentence:
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(STRAIGHT).split())
    plain = SINGLE_QUOTED.sub(r'"\1"', plain)
    plain = SIGNED.sub(r"\1", plain)
    lowered = plain.lower() if len(plain.lower()) == len(plain) else plain
    tokens: list[Token] = []
    pause = ""
    for found in WORD.finditer(lowered):
        if found[0] in SIGNS_TO_SKIP or _is_a_picture(found[0]):
            part_of_a_word = found[0] == "-" and tokens[-1:] and tokens[-1].word in HYPHENATED
            pause = found[0] if found[0] in PAUSES and not part_of_a_word else pause
            continue
        raw = plain[found.start() : found.end()]
        short = short_forms and not _is_a_letter(raw, lowered[found.end() :])
        tokens.extend(_tokens(found[0], raw, found.start(), found.end(), pause, short))
        pause = ""
    return Sentence(plain, tuple(tokens), _quoted(plain, tokens))


def _is_a_letter(raw: str, after: str) -> bool:
    """ "graded R" and "r 5" name a grade and a recommendation; "how many r late" is short for something."""
    return len(raw) == 1 and (raw.isupper() or after.lstrip()[:1].isdigit())


def _is_a_picture(sign: str) -> bool:
    """A face or a thumb says nothing; a coloured circle or a tick may be a grade, and is no such picture."""
    return len(sign) == 1 and sign not in GRADE_SIGNS and unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn")


def pieces(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon as the words it is looked up by."""
    return tuple(token.glued for token in tokenise(phrase).tokens)


def name_pieces(name: str) -> tuple[str, ...]:
    """A name or a label of the record, in which nothing is short for anything: the grade R is no "are"."""
    return tuple(token.glued for token in tokenise(name, short_forms=False).tokens)


def _tokens(word: str, raw: str, start: int, end: int, pause: str, short_forms: bool) -> list[Token]:
    glued = word.replace("'", "").replace(" ", "")
    if short_forms and (written_out := CONTRACTIONS.get(word)):
        return [
            Token(part, raw if at == 0 else part, part, start, end, pause=pause if at == 0 else "")
            for at, part in enumerate(written_out)
        ]
    if "'" in word and word.endswith(("'s", "s'")):
        base = word.removesuffix("'s").rstrip("'").replace("'", "")
        return [Token(base, raw, glued, start, end, possessive=True, pause=pause)]
    return [Token(glued, raw, glued, start, end, pause=pause)]


def _quoted(plain: str, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Which runs of tokens somebody put in quotation marks."""
    runs = []
    for found in QUOTED.finditer(plain):
        start, end = found.span(1)
        inside = [at for at, token in enumerate(tokens) if start <= token.start and token.end <= end]
        if inside:
            runs.append((inside[0], inside[-1] + 1))
    return tuple(runs)
