"""The numbers of the Party's rules at the desk."""

import pytest
from django.forms import model_to_dict
from django.utils import timezone

from party.enums import LogKind
from party.models import PartyLogEntry, Regulation
from tests.factories import PartyOfficerFactory

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/party/regulation/add/"


@pytest.fixture
def officer(client):
    user = PartyOfficerFactory()
    client.force_login(user)
    return user


def test_every_number_has_its_place_in_the_form(client, officer):
    names = set(client.get(ADD).context["adminform"].form.fields)

    assert names == set(model_to_dict(Regulation())) - {"id"}


def test_new_numbers_hold_from_their_day_and_are_logged(client, officer):
    form = client.get(ADD).context["adminform"].form
    typed = {
        name: form.get_initial_for_field(field, name)
        for name, field in form.fields.items()
    }
    typed |= {"valid_from": "01/01/2021", "source": "Điều lệ", "fewest_official": 5}

    client.post(ADD, {k: v for k, v in typed.items() if v not in (None, False)})

    made = Regulation.objects.get(fewest_official=5)
    assert Regulation.objects.on(timezone.datetime(2021, 1, 1).date()) == made
    line = PartyLogEntry.objects.newest().first()
    assert (line.kind, line.what) == (LogKind.CHANGE, f"Thêm quy định {made.pk}")
    history = client.get(f"/quan-tri/party/regulation/{made.pk}/history/")
    assert history.context["entries"] == [line]


def test_two_sets_of_numbers_do_not_begin_on_one_day(client, officer):
    before = Regulation.objects.order_by("valid_from").first()

    answer = client.post(ADD, {"valid_from": f"{before.valid_from:%d/%m/%Y}"})

    assert "valid_from" in answer.context["adminform"].form.errors
