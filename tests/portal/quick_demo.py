"""The demo with small pictures and no Party records: both have tests of their own."""

from io import StringIO

from django.core.management import call_command

from portal.demo import loading, package, scenes
from tests.factories import picture


def hasten(monkeypatch):
    numbers = {name: number for number, name in enumerate(scenes.NAMES)}
    monkeypatch.setattr(loading.party_demo, "fill", lambda *_, **__: None)
    monkeypatch.setattr(
        package,
        "draw_photo",
        lambda path, name: path.write_bytes(picture(numbers[name])),
    )


def load():
    """What the command says."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()
