"""Who reads, as far as we want to know: the same visitor again, or another one.

Nothing is kept by which a person could be found: a visitor is a keyed digest of the
address, the browser's name and its languages, under a salt that is deleted two hours
after its day.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from news.models.reading import VisitorSalt

DIGEST_BYTES = 16
SALT_BYTES = 32


def came_through_proxy(request: HttpRequest) -> bool:
    """Whether the peer is one of ours, whose X-Forwarded-… headers we believe."""
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    return peer is not None and _is_ours(peer)


def address_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network of 64 bits, which is one household.

    The peer's, or the last entry of X-Forwarded-For that no proxy of ours wrote.
    """
    found = _address(request.META.get("REMOTE_ADDR", ""))
    if found is not None and _is_ours(found):
        for entry in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            forwarded = _address(entry.strip())
            if forwarded is None:
                break
            found = forwarded
            if not _is_ours(forwarded):
                break
    if found is None:
        return ""
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found)


def visitor_of(request: HttpRequest, hour: datetime) -> bytes:
    """16 bytes that are the same for the same visitor all through a day."""
    headers = request.META
    parts = (
        address_of(request),
        headers.get("HTTP_USER_AGENT", ""),
        headers.get("HTTP_ACCEPT_LANGUAGE", ""),
    )
    return _digest("\n".join(parts), hour)


def source_of(request: HttpRequest, hour: datetime) -> bytes:
    """16 bytes that are the same for everybody behind an address, all through a day."""
    return _digest(address_of(request), hour)


def _digest(text: str, hour: datetime) -> bytes:
    salt = _salts.of(timezone.localdate(hour))
    return hmac.digest(salt, text.encode("utf-8", "replace"), "sha256")[:DIGEST_BYTES]


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _is_ours(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


class _Salts:
    """Today's salt, in the memory of the process; whoever is first makes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[date, bytes] | None = None

    def of(self, day: date) -> bytes:
        known = self._known
        if known is not None and known[0] == day:
            return known[1]
        with self._lock:
            row, _ = VisitorSalt.objects.get_or_create(
                day=day, defaults={"salt": secrets.token_bytes(SALT_BYTES)}
            )
            self._known = (day, bytes(row.salt))
            return self._known[1]

    def forget(self) -> None:
        self._known = None


_salts = _Salts()


def forget() -> None:
    """Begin anew: for tests."""
    _salts.forget()
