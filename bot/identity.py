"""Who is speaking: the sign-in's Entra id finds the person; somebody listed by e-mail alone is bound to theirs once."""

from bot.connector import Connector
from bot.delivery import Undeliverable
from bot.incoming import Envelope
from storage import people
from storage.database import Database
from storage.views import Moment, Person


async def bind_by_email(
    connector: Connector, database: Database, tenants: tuple[str, ...], envelope: Envelope, moment: Moment
) -> Person | None:
    """Asks Teams for the member's e-mail. Only members of the council's own tenant are bound, and guests never."""
    if not envelope.sender_entra_id or not is_of_council(envelope, tenants):
        return None
    try:
        member = await connector.member(envelope.service_url, envelope.conversation_id, envelope.sender_id)
    except Undeliverable:
        return None  # Teams will not say who this is, so to us they are a stranger
    if not _is_own(member, envelope):
        return None
    for field in ("email", "userPrincipalName"):
        email = member.get(field)
        if isinstance(email, str) and email:
            person = await database.write(
                people.bind_entra_id, moment=moment, email=email, entra_id=envelope.sender_entra_id
            )
            if person:
                return person
    return None


def is_of_council(envelope: Envelope, tenants: tuple[str, ...]) -> bool:
    """Whether they write from one of the council's tenants. On one machine, without Teams, there are none to tell apart."""
    return not tenants or envelope.tenant_id.casefold() in tenants


def _is_own(member: dict[str, object], envelope: Envelope) -> bool:
    """The member Teams describes is the one who wrote, of the tenant they wrote from, and not a guest of it."""
    entra_id = member.get("aadObjectId") or member.get("objectId")
    guest = "#ext#" in str(member.get("userPrincipalName", "")).casefold() or member.get("userRole") == "guest"
    same_tenant = str(member.get("tenantId") or envelope.tenant_id).casefold() == envelope.tenant_id.casefold()
    return entra_id == envelope.sender_entra_id and same_tenant and not guest
