"""What every state of the page must hold: controls with names, text one can read, room for a thumb, nothing sideways.

Looked for inside the page by checks.js. A complaint is a sentence that names the element.
"""

from pathlib import Path

from playwright.async_api import Page

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


async def complaints(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(FIND)
    return found
