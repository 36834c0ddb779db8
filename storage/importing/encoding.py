"""Bytes to letters: UTF-8, UTF-16 or what Windows wrote before them, and a refusal for what is no text at all."""

from storage.importing.unreadable import unreadable
from storage.rules.encodings import encoding_of

CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")
# One stray control byte in a long text is a slip of a program; many are a program.
MOST_CONTROLS_IN = 500


def decoded(shown: str, content: bytes) -> str:
    encoding = encoding_of(content)
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


def _is_binary(content: bytes) -> bool:
    """Whether bytes above ASCII are so many that no Western language was written with them."""
    sample = content[:65536]
    high = len(sample.translate(None, bytes(range(128))))
    return sample.count(0) > 0 or high * 3 > len(sample)
