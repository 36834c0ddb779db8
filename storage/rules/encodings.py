"""Which letters some bytes are: by the mark at their beginning, else by where their zeros are."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = tuple(map(chr, range(9)))


def encoding_of(content: bytes) -> str:
    """UTF-8, or what is certainly another: Excel's “Unicode Text” is UTF-16."""
    return next((name for mark, name in MARKS if content.startswith(mark)), "") or _unmarked(content)


def is_text(content: bytes) -> bool:
    """Whether it can be letters at all: no text has a zero among them, nor its neighbours."""
    if b"\x00" not in content:
        return True
    text = content.decode(encoding_of(content), "replace")
    return not any(code in text for code in CONTROLS)


def _unmarked(content: bytes) -> str:
    """UTF-16 without its mark shows in the zeros: every other byte of English is one."""
    sample = content[:4096]
    if len(content) % 2 == 0 and sample.count(0) * 3 > len(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return "utf-8"
