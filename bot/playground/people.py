"""Who is at the playground, and how Teams would know them. Ids look like Teams' and are the same in every run."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody to be on the page: an officer, a clerk, a stranger. The caption says in a few words what they do."""

    key: str
    name: str
    email: str
    entra_id: str
    job_title: str
    caption: str
    tenant_id: str

    @property
    def teams_id(self) -> str:
        return "29:" + _opaque("user", self.email)

    @property
    def conversation_id(self) -> str:
        return "a:" + _opaque("chat", self.email)

    @property
    def initials(self) -> str:
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()

    def as_sender(self) -> dict[str, str]:
        return {"id": self.teams_id, "name": self.name, "aadObjectId": self.entra_id}

    def as_member(self) -> dict[str, Any]:
        given, _space, surname = self.name.partition(" ")
        return {
            "id": self.teams_id,
            "name": self.name,
            "givenName": given,
            "surname": surname,
            "objectId": self.entra_id,
            "aadObjectId": self.entra_id,
            "email": self.email,
            "userPrincipalName": self.email,
            "tenantId": self.tenant_id,
            "userRole": "user",
        }


def _opaque(kind: str, email: str) -> str:
    """Teams' ids, too, say nothing of their owner."""
    digest = hashlib.sha256(f"{kind}:{email.lower()}".encode()).digest()
    return "1" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


BOT = {"id": "28:" + _opaque("bot", "scrutiny"), "name": "Scrutiny"}
