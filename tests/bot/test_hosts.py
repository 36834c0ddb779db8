"""An address is let through by name and over TLS, or in local mode when it is this machine."""

import pytest

from bot.hosts import Hosts

TEAMS = Hosts(("smba.trafficmanager.net", ".sharepoint.com"))
LOCAL = Hosts(("smba.trafficmanager.net",), local=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net",
        "https://smba.trafficmanager.net/uk/",
        "https://SMBA.trafficmanager.net:443/uk",
        "https://council.sharepoint.com/_layouts/15/download.aspx?a=b",
        "https://council-my.sharepoint.com/x",
    ],
)
def test_microsofts_addresses_are_admitted(address: str) -> None:
    assert TEAMS.admit(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "http://smba.trafficmanager.net/uk/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://evilsmba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net:x@evil.example/",
        "https://evil.example@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net\\@evil.example/",
        "https://evil.example\\.sharepoint.com/",
        "https://evil.example%2f.sharepoint.com/",
        "https://evil.example#.sharepoint.com/",
        "https://evil.example?.sharepoint.com/",
        "https://sharepoint.com/",
        "https://evilsharepoint.com/",
        "//smba.trafficmanager.net/",
        "ftp://smba.trafficmanager.net/",
        "file:///etc/hosts",
        "https://[::1",
        "https://127.0.0.1/",
        "http://localhost:3978/",
        "https://smba.trafficmanager.net:99999/",
    ],
)
def test_other_addresses_are_not(address: str) -> None:
    assert TEAMS.admit(address) is None


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:3978/", "http://localhost:5150", "https://[::1]:5150/x", "http://127.8.9.1/"]
)
def test_local_mode_admits_this_machine(address: str) -> None:
    assert LOCAL.admit(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net/uk/",
        "http://192.168.1.4/",
        "http://0.0.0.0/",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://169.254.169.254/metadata",
    ],
)
def test_local_mode_admits_nothing_else(address: str) -> None:
    assert LOCAL.admit(address) is None


def test_a_signed_link_goes_out_as_it_came_in() -> None:
    address = "https://council.sharepoint.com/Caf%c3%a9%2Fx?sig=a%2Bb%3D%7e&t=a+b"
    admitted = TEAMS.admit(address)
    assert admitted is not None
    assert str(admitted) == address
