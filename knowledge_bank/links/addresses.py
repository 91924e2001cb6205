"""Which addresses may be fetched: public web addresses, and never our own network."""

import re
from ipaddress import IPv4Address, ip_address
from urllib.parse import quote, urldefrag, urlsplit

# A host is plain ASCII labels: other scripts can be turned into 127.0.0.1 on the way.
HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
UNSAFE = re.compile(r"[\\\"<>{}|^`]")
INSIDE_ONLY = ("local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
LONGEST = 4000


def refusal(address: str, *, allow_loopback: bool = False) -> str | None:
    """Take an address as an author typed it; give the reason not to fetch it, or None."""
    if not address.lower().startswith(("http://", "https://")):
        return "It does not start with http:// or https://."
    if len(address) > LONGEST:
        return f"It is longer than {LONGEST} characters."
    if not address.isprintable() or " " in address or UNSAFE.search(address):
        return "It holds a space or another character that no web address holds."
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "Its host or port cannot be read."
    if "@" in parts.netloc:
        return "It holds a user name before the host."
    if port == 0:
        return "Its port cannot be read."
    return _host_refusal(host, allow_loopback)


def _host_refusal(host: str, allow_loopback: bool) -> str | None:
    """Take a host in lower case; give the reason not to connect to it, or None."""
    name = host.removesuffix(".")
    if _is_loopback(name):
        return None if allow_loopback else "Its host is this computer."
    if ":" in host:
        return "Its host is a bare IPv6 number."
    if not HOST.fullmatch(host):
        return "Its host is not a host name written in plain letters, digits and hyphens."
    if "." not in name:
        return "Its host has no dot, so it names a machine on a private network."
    if name.endswith(tuple(f".{ending}" for ending in INSIDE_ONLY)):
        return "Its host is a name used inside private networks."
    if NUMBER.fullmatch(name.rsplit(".", 1)[1]):
        return _number_refusal(name)
    return None


def _is_loopback(name: str) -> bool:
    """Say whether the host is this computer, written in a usual way."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _number_refusal(name: str) -> str | None:
    """Take a host that ends in a number; only a public address in four decimals will do."""
    try:
        number = IPv4Address(name)
    except ValueError:
        return "Its host is a number in disguise."
    if not number.is_global or number.is_multicast:
        return "Its host is a private, link-local or reserved number."
    return None


def as_sent(address: str) -> str:
    """Take an allowed address; give it as it goes over the wire: no `#part`, ASCII only."""
    return quote(urldefrag(address).url, safe="%/:=&?~#+!$,;'@()*[]")
