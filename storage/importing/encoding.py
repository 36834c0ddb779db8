"""Bytes to letters: UTF-8, UTF-16 or what Windows wrote before them, and a refusal for what is no text at all."""

import codecs

from storage.importing.unreadable import unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")
# One stray control byte in a long text is a slip of a program; many are a program.
MOST_CONTROLS_IN = 500


def decoded(shown: str, content: bytes) -> str:
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "") or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        # Windows' code page has five holes; what stands there was never a letter.
        text = content.decode("cp1252", errors="replace")
        encoding = "cp1252"
    if encoding == "cp1252" and _is_binary(content):
        raise unreadable(shown, "binary")
    if text.count("\x00") or sum(text.count(chr(code)) for code in CONTROLS) * MOST_CONTROLS_IN > len(text):
        raise unreadable(shown, "binary")
    return text


def _unmarked(content: bytes) -> str:
    """UTF-16 without its mark shows in the zeros: every other byte of English is one."""
    sample = content[:4096]
    if len(content) % 2 == 0 and sample.count(0) * 3 > len(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return "utf-8"


def _is_binary(content: bytes) -> bool:
    """Whether bytes above ASCII are so many that no Western language was written with them."""
    sample = content[:65536]
    high = len(sample.translate(None, bytes(range(128))))
    return sample.count(0) > 0 or high * 3 > len(sample)
