"""Makes the app package for Teams: the manifest, whose commands are the router's own, and the icons, in one zip file.

`scrutiny-bot teams-app` writes it; an administrator uploads it in the Teams admin centre.
"""

import json
import re
import textwrap
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.settings import Settings
from dialogs.commands import COMMANDS
from storage.errors import Refusal

SCHEMA = "1.25"
ICONS = ("color.png", "outline.png")
HTTPS = re.compile(r"https://[\w-]+(\.[\w-]+)+(/\S*)?")

# Teams' own limits.
LONGEST_DEVELOPER = 32
LONGEST_NAME = 100


def package(settings: Settings, website: str) -> bytes:
    """The zip file, the same to the byte for the same settings."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as whole:
        whole.writestr(ZipInfo("manifest.json"), json.dumps(manifest(settings, website), indent=2, ensure_ascii=False))
        for icon in ICONS:
            whole.writestr(ZipInfo(icon), files(__package__).joinpath(icon).read_bytes())
    return content.getvalue()


def manifest(settings: Settings, website: str) -> dict[str, Any]:
    if not HTTPS.fullmatch(website):
        raise Refusal("Teams wants the council's own page about the bot as an address that begins with https://.")
    council = settings.council_name
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": version("scrutiny-bot"),
        "id": settings.app_id,
        "localizationInfo": {"defaultLanguageTag": "en-gb"},
        "developer": {
            "name": _short(council, LONGEST_DEVELOPER),
            "websiteUrl": website,
            "privacyUrl": website,
            "termsOfUseUrl": website,
        },
        "name": {"short": "Scrutiny", "full": _short(f"Scrutiny for {council}", LONGEST_NAME)},
        "description": {
            "short": "Progress on scrutiny recommendations, asked for and recorded.",
            "full": (
                f"Collects for {council} what has become of the recommendations of its scrutiny committees: it walks "
                "the officers responsible through each one, checks what they send and keeps every version of it."
            ),
        },
        "icons": {"color": ICONS[0], "outline": ICONS[1]},
        "accentColor": "#0F5C6E",
        "defaultInstallScope": "personal",
        "bots": [
            {
                "botId": settings.app_id,
                "scopes": ["personal"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": menu()}],
            }
        ],
        "validDomains": [],
    }


def menu() -> list[dict[str, str]]:
    """What Teams offers above the box to type in."""
    return [{"title": one.shown, "description": one.about} for one in COMMANDS if one.in_menu]


def _short(words: str, most: int) -> str:
    return textwrap.shorten(words, most, placeholder="…")
