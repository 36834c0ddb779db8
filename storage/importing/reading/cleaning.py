"""The words of a line without what only dressed them: tags, bullets, white space. Nothing that is a word goes."""

import html
import re

BREAK = re.compile(r"</?(?:p|br|li|div|ul|ol|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?(?:span|em|i|b|strong|u|s|sup|sub|td|th|table|tbody|thead|font|a|hr)\b[^<>]*>", re.IGNORECASE)
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
BULLETS = "•·▪◦‣●○■□❖➢➤\uf0b7\uf0a7\uf0d8\uf076"
INLINE_BULLET = re.compile(rf"\s*[{BULLETS}]\s*")
# "- 4 -" is a page's number, and no item of a list.
LEADING_DASH = re.compile(r"^[-–—*]\s+(?=\w)(?!\d{1,3}\s[-–—]$)")
HEADING_MARK = re.compile(r"^#{1,6}\s+(?=\S)")
RULE = re.compile(r"^[\s|:=_*-]*$")


def passages_of(text: str) -> list[str]:
    """The paragraphs that a stretch of text holds: parted at tags, bullets and line ends, each clean."""
    if "<" in text or "&" in text:
        text = html.unescape(TAG.sub(" ", BREAK.sub("\n", text)))
    parts = (part for line in text.split("\n") for part in INLINE_BULLET.split(line))
    return [clean for part in parts if (clean := _clean(part))]


def _clean(part: str) -> str:
    squeezed = " ".join(part.replace("\u200b", "").replace("\ufeff", "").split())
    if len(squeezed) > 1 and RULE.fullmatch(squeezed):
        return ""
    if "**" in squeezed or "__" in squeezed:
        squeezed = EMPHASIS.sub(r"\2", squeezed)
    return HEADING_MARK.sub("", LEADING_DASH.sub("", squeezed))
