"""What tests of the records share."""

import pytest

from tests.factories import PartyOfficerFactory


@pytest.fixture
def officer(db):
    return PartyOfficerFactory(full_name="Trần Thị Hồ Sơ")
