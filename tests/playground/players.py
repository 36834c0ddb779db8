"""Six people of an invented council, one for each way of meeting the bot."""

from bot.playground.people import Player

TENANT = "2f6b2f0a-8f5e-4c8e-9d55-6f1f6a0a3c11"
ELSEWHERE = "9f3d0c7e-1b1f-4a64-8a0c-0d8f5a7be922"


def player(number: int, key: str, name: str, caption: str, tenant: str = TENANT) -> Player:
    email = name.lower().replace(" ", ".") + "@wexcombe.example"
    return Player(key, name, email, f"00000000-0000-4000-8000-{number:012}", caption, caption, tenant)


PLAYERS = (
    player(1, "officer", "Priya Anand", "Rights of way officer"),
    player(2, "second", "Tom Ellerby", "Highways officer"),
    player(3, "link", "Marged Pugh", "Link officer"),
    player(4, "head", "Sunita Rao", "Head of service"),
    player(5, "clerk", "Owen Castellan-Reed", "Scrutiny clerk"),
    player(6, "stranger", "Alex Winter", "Not known to the bot", ELSEWHERE),
)
