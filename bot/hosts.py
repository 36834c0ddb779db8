"""Which addresses the bot will speak to: Microsoft's, by name and over TLS, or in local mode this machine alone.

One parser (yarl's, the one aiohttp sends with) both judges an address and is what the request is made to, so that
no address can read as one host here and as another on the wire.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

from yarl import URL

HOST = re.compile(r"[A-Za-z0-9.:-]+")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Exact names, or suffixes with a leading dot. In local mode the names count for nothing."""

    names: tuple[str, ...]
    local: bool = False

    def admit(self, address: str) -> URL | None:
        """The address ready for a request, or None when it is not one the bot speaks to."""
        try:
            # A signed link must go out as it came in, so what is already encoded is not encoded anew.
            url = URL(address, encoded=address.isascii() and " " not in address)
            return url if self._admits(url) else None
        except ValueError:  # an address that cannot be read is nobody's we know
            return None

    def _admits(self, url: URL) -> bool:
        if url.user is not None or url.password is not None or not url.host or not HOST.fullmatch(url.host):
            return False
        if self.local:
            return url.scheme in ("http", "https") and is_loopback(url.host)
        return url.scheme == "https" and url.port == 443 and self._lists(url.host.lower())

    def _lists(self, host: str) -> bool:
        return any(host.endswith(name) if name.startswith(".") else host == name for name in self.names)


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name. What a name service would say of others is not asked."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
