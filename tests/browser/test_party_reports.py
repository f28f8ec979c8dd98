"""Reports, alerts and gradings in a browser: no barrier, nothing wider than a phone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from party import gradings
from party.enums import AttendanceStatus, MeetingState, RubricKind
from party.models import Grading, Rubric
from tests.browser.test_axe import violations
from tests.browser.test_main_paths import sign_in
from tests.factories import PartyOfficerFactory
from tests.party.factories import MeetingFactory, MemberFactory, OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def addresses() -> list[str]:
    """Every page of them full: low months, late tasks, a grading with points."""
    Rubric.objects.get_or_create(
        kind=RubricKind.MEMBER, valid_from=date(2025, 8, 30), defaults={"name": "Bộ"}
    )[0].criteria.get_or_create(text="Kết quả thực hiện nhiệm vụ được giao", most=100)
    for name in ("Chi bộ Nghiệp vụ – Tổng hợp", "Chi bộ Đội QLTT số 1"):
        branch = OrganizationFactory(name=name)
        people = MemberFactory.create_batch(3, organization=branch)
        MeetingFactory(
            organization=branch,
            starts_at=datetime(2025, 3, 5, 14, tzinfo=HANOI),
            state=MeetingState.HELD,
            chair=people[0],
            secretary=people[1],
            attendance={people[2].pk: (AttendanceStatus.UNEXCUSED, "")},
            tasks=[{"text": "Lập kế hoạch", "due_on": date(2025, 3, 20)}],
        )
    grading = Grading(organization=branch, member=people[0], year=2025)
    gradings.grade(grading, by=PartyOfficerFactory())
    rubric = Rubric.objects.get(kind=RubricKind.MEMBER)
    return [
        reverse("admin:party_alerts"),
        reverse("admin:party_reports") + "?nam=2025",
        reverse("admin:party_chart") + "?nam=2025",
        reverse("admin:party_grading_changelist"),
        reverse("admin:party_grading_change", args=[grading.pk]),
        reverse("admin:party_rubric_change", args=[rubric.pk]),
        reverse("admin:party_datarequest_add"),
        reverse("admin:party_anonymize", args=[people[0].pk]),
    ]


def test_their_pages_have_no_serious_barrier(page, addresses, browser_errors):
    sign_in(page, PartyOfficerFactory())

    found = []
    for address in addresses:
        page.goto(address)
        found += violations(page, browser_errors)

    assert found == []


def test_their_pages_do_not_scroll_sideways_on_a_phone(page, addresses):
    sign_in(page, PartyOfficerFactory())
    page.set_viewport_size({"width": 360, "height": 740})

    wide = []
    for address in addresses:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(address, width)] if width > 360 else []

    assert wide == []
