"""From a file to what it seems to say: opened, then read. Long documents take seconds, so a thread of its own does it."""

from storage.importing.opening import opened
from storage.importing.proposal import Proposal
from storage.importing.reading import read


def understood(name: str, content: bytes) -> Proposal:
    return read(opened(name, content))
