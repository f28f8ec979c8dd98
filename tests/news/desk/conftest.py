"""Members of staff at their browsers."""

import pytest
from django.test import Client

from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    PartyOfficerFactory,
    ReporterFactory,
    UnitFactory,
)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def reporter(db):
    return signed_in(ReporterFactory())


@pytest.fixture
def editor(db):
    return signed_in(EditorFactory())


@pytest.fixture
def administrator(db):
    return signed_in(AdministratorFactory())


@pytest.fixture
def two_units(db):
    """A reporter, one of another unit, and a colleague of the first."""
    ours, theirs = UnitFactory(), UnitFactory()
    return (
        ReporterFactory(unit=ours),
        ReporterFactory(unit=theirs),
        ReporterFactory(unit=ours),
    )


@pytest.fixture
def party_officer(db):
    return signed_in(PartyOfficerFactory())
