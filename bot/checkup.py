"""`scrutiny-bot check`: what the bot needs in order to run, one line each; what is wrong, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from bot import delivery
from bot.credentials import Credentials, NoToken, from_sign_in
from bot.settings import Settings, Unusable
from storage.database import Database
from storage.schema import newest_revision, revision_of


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    is_well: bool
    told: str


async def check_up(environ: Mapping[str, str], local: bool) -> list[Finding]:
    try:
        settings = Settings.read(environ, local)
    except Unusable as unusable:
        return [Finding("settings", False, problem) for problem in unusable.problems]
    findings = [Finding("settings", True, "complete, and spelt as they should be")]
    findings += _of_database(settings)
    findings.append(await _of_sign_in(settings))
    return findings


def _of_database(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database_url)
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    path = database.url.database or ""
    try:
        if database.is_sqlite and not _exists(path):
            yield Finding("database", True, f"{kind}: there is none yet; it is made when the bot first starts")
            return
        stands, newest = revision_of(database), newest_revision()
        yield Finding("database", True, f"{kind} answers")
        if stands == newest:
            yield Finding("migrations", True, f"at {newest}, the newest")
        else:
            yield Finding(
                "migrations", True, f"at {stands or 'none'}; start the bot and it moves to {newest} by itself"
            )
    except SQLAlchemyError as error:
        why = type(error.__cause__ or error).__name__
        told = f"{kind} does not answer ({why}). Check DATABASE_URL, and that it is running."
        yield Finding("database", False, told)
    finally:
        database.close()


def _exists(path: str) -> bool:
    return Path(path).exists()


async def _of_sign_in(settings: Settings) -> Finding:
    if settings.local:
        return Finding("sign-in", True, "none in local mode: only this machine is let in")
    async with delivery.pool() as session:
        credentials = Credentials(from_sign_in(session, settings))
        try:
            await credentials.bearer()
        except (NoToken, aiohttp.ClientError, TimeoutError) as error:
            told = (
                f"Microsoft gave no token ({type(error).__name__}). Check APP_ID, APP_TENANT_ID, the secret, and that "
                "login.microsoftonline.com can be reached."
            )
            return Finding("sign-in", False, told)
        finally:
            await credentials.close()
    return Finding("sign-in", True, "Microsoft gave a token")
