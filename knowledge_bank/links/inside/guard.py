"""Lets a process connect to public addresses only, and to none for longer than it takes.

The guard sits where every connection begins, after names are resolved and after redirects, so
that no library, and no server that answers a name with an inside number, gets round it.
"""

import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from weakref import WeakSet

NAT64 = IPv6Network("64:ff9b::/96")
OPEN_SOCKET, LOOK_UP = socket.socket, socket.getaddrinfo


class NotPublic(OSError):  # noqa: N818 - it reads as a sentence
    """A connection to our own computer or network was asked for, and refused."""


def is_public(number: str) -> bool:
    """Take an IP number; say whether it, and any number wrapped inside it, is a public one."""
    found: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(found, IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in NAT64:
            wrapped = IPv4Address(int(found) & 0xFFFF_FFFF)
        if wrapped is not None:
            found = wrapped
    return found.is_global and not found.is_multicast


class Guard:
    """What this process may connect to, and since when each of its threads has been asking."""

    def __init__(self, *, loopback: bool, names: Mapping[str, tuple[str, int]]) -> None:
        self.loopback = loopback
        self.names = names
        self.begun: dict[int, float] = {}
        self.sockets: dict[int, WeakSet[Any]] = {}

    def install(self, patience: float) -> None:
        """Put the guard before every socket made from now on, in modules imported from now on."""
        guard = self

        class Guarded(OPEN_SOCKET):  # type: ignore[misc, valid-type]
            def __init__(self, *arguments: Any, **more: Any) -> None:
                super().__init__(*arguments, **more)
                guard.sockets.setdefault(threading.get_ident(), WeakSet()).add(self)

            def connect(self, address: Any) -> None:
                guard.refuse(address)
                super().connect(address)

            def connect_ex(self, address: Any) -> int:
                guard.refuse(address)
                return int(super().connect_ex(address))

        socket.socket = Guarded  # type: ignore[misc]
        socket.getaddrinfo = self.look_up
        threading.Thread(target=self._watch, args=(patience,), daemon=True).start()

    def look_up(self, host: Any, port: Any, *arguments: Any, **more: Any) -> Any:
        """Resolve a name as the system does, but for the names a rehearsal leads elsewhere."""
        host, port = self.names.get(host, (host, port))
        return LOOK_UP(host, port, *arguments, **more)

    def refuse(self, address: Any) -> None:
        """Raise NotPublic unless the address, as resolved, is one to connect to."""
        number = address[0] if isinstance(address, tuple) else "0.0.0.0"
        if not is_public(number) and not (self.loopback and ip_address(number).is_loopback):
            raise NotPublic(f"{number} is not a public address")

    def begin(self) -> None:
        """Note that the thread now asks something: its time starts anew."""
        self.begun[threading.get_ident()] = time.monotonic()

    def was_late(self) -> bool:
        """Say whether the thread's connections were shut since it began."""
        return threading.get_ident() not in self.begun

    def _watch(self, patience: float) -> None:
        """Shut the connections of whoever has waited too long, even for one byte each second."""
        while True:
            time.sleep(0.5)
            late = time.monotonic() - patience
            for thread, begun in list(self.begun.items()):
                if begun < late:
                    self.begun.pop(thread, None)
                    for connection in list(self.sockets.get(thread, ())):
                        with suppress(OSError):
                            OPEN_SOCKET.shutdown(connection, socket.SHUT_RDWR)
