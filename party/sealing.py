"""Sealing of what a copy of the database must not give away. Pure, no database.

Fernet (AES-128 in CBC mode with an HMAC-SHA-256). The keys are in PARTY_KEY, outside
the database and its backups; the first one seals, each of them opens.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

HIDDEN = "•"
SHOWN = 3  # How many of the last characters a masked text shows.


def seal(text: str) -> str:
    """The text, sealed; an empty one stays empty.

    Raises ImproperlyConfigured without a key.
    """
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """What was sealed. Raises ValueError when no key of ours opens it."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError(
            "Không mở được dữ liệu đã niêm: sai khóa PARTY_KEY."
        ) from error


def masked(text: str) -> str:
    """Only the last three characters can be read: "•••••678"."""
    shown = text[-SHOWN:] if len(text) > 2 * SHOWN else ""
    return HIDDEN * (len(text) - len(shown)) + shown


def _box() -> MultiFernet:
    if not settings.PARTY_KEYS:
        raise ImproperlyConfigured("thiếu biến PARTY_KEY; chạy “make setup” để tạo.")
    return MultiFernet([Fernet(key) for key in settings.PARTY_KEYS])
