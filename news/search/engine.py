"""The twin that speaks the language of this process's database."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.db import connection

MODULES = {"sqlite": "news.search.sqlite", "postgresql": "news.search.postgresql"}


def engine() -> ModuleType:
    return import_module(MODULES[connection.vendor])
