"""Only public numbers are connected to, however they are wrapped."""

import socket
from ipaddress import IPv4Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bank.links.inside.guard import Guard, NotPublic, is_public

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.0.0.8",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.8",
    "2002:7f00:1::",
    "2002:a00:8::1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
]
OUTSIDE = ["1.1.1.1", "151.101.0.144", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("number", INSIDE)
def test_an_inside_number_is_not_public(number: str) -> None:
    assert not is_public(number)
    with pytest.raises(NotPublic):
        Guard(loopback=False, names={}).refuse((number, 80))


@pytest.mark.parametrize("number", OUTSIDE)
def test_an_outside_number_is_public(number: str) -> None:
    assert is_public(number)
    Guard(loopback=False, names={}).refuse((number, 443))


def test_permission_for_loopback_is_for_nothing_else() -> None:
    guard = Guard(loopback=True, names={})
    guard.refuse(("127.0.0.1", 80))
    guard.refuse(("::1", 80, 0, 0))
    for number in ("10.0.0.8", "169.254.169.254", "fe80::1"):
        with pytest.raises(NotPublic):
            guard.refuse((number, 80))


def test_a_socket_that_is_a_file_is_refused() -> None:
    with pytest.raises(NotPublic):
        Guard(loopback=True, names={}).refuse("/run/docker.sock")


@given(st.integers(0, 2**32 - 1))
def test_wrapping_a_number_changes_nothing(value: int) -> None:
    plain = IPv4Address(value)
    public = is_public(str(plain))
    assert public == (plain.is_global and not plain.is_multicast)
    high, low = divmod(value, 2**16)
    for wrapped in (f"::ffff:{plain}", f"64:ff9b::{high:x}:{low:x}", f"2002:{high:x}:{low:x}::1"):
        assert is_public(wrapped) == public, ip_address(wrapped)


def test_a_rehearsed_name_leads_where_the_stage_is() -> None:
    guard = Guard(loopback=True, names={"www.gov.uk": ("127.0.0.1", 8123)})
    found = guard.look_up("www.gov.uk", 443, 0, socket.SOCK_STREAM)
    assert {place[4] for place in found} == {("127.0.0.1", 8123)}
