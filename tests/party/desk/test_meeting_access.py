"""Who sees which meetings, on every road that leads to one (A6, A43)."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from news.models import AuditEntry
from party.enums import LogKind, MeetingState
from party.models import PartyLogEntry
from tests.document_files import docx
from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    PartyOfficerFactory,
    ReporterFactory,
    UserFactory,
)
from tests.party.factories import (
    AccessFactory,
    CommitteeFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:party_meeting_changelist")
GETS = ("change", "history", "close", "postpone", "cancel", "amend", "minutes_file")
POSTS = ("change", "close", "postpone", "cancel", "amend", "acknowledge")


def url(meeting, page):
    return reverse(f"admin:party_meeting_{page}", args=[meeting.pk])


@pytest.fixture
def own():
    """A closed meeting of a branch that somebody is responsible for."""
    return MeetingFactory(
        organization=OrganizationFactory(name="Chi bộ Của Mình"),
        theme="Chuyên đề của mình",
        state=MeetingState.CLOSED,
    )


@pytest.fixture
def foreign():
    """One of another branch; its names are marks that no answer may hold."""
    branch = OrganizationFactory(name="Chi bộ Người Khác XQ1")
    MemberFactory(organization=branch, full_name="Ngô Thị XQ2")
    MemberFactory(organization=branch, full_name="Ngô Văn XQ3")
    return MeetingFactory(
        organization=branch, theme="Chuyên đề XQ4", state=MeetingState.CLOSED
    )


@pytest.fixture
def named(client, own):
    """The named officer of the own branch, signed in."""
    user = AccessFactory(organization=own.organization).user
    client.force_login(user)
    return user


def test_a43_a_named_officer_lists_the_meetings_of_the_own_branch(
    client, named, own, foreign
):
    page = client.get(LIST)

    assert [row.pk for row in page.context["cl"].result_list] == [own.pk]
    assert "XQ" not in page.text


def test_a43_no_filter_reaches_a_foreign_meeting(client, named, own, foreign):
    branch = foreign.organization_id
    tries = {
        f"?to-chuc={branch}": [own.pk],
        "?thang=12": [own.pk],
        "?kind__exact=thuong-ky": [own.pk],
        "?all=": [own.pk],
    }
    refused = [
        f"?organization__id__exact={branch}",
        "?chair__full_name__contains=XQ",
        "?attendance__member__full_name__startswith=N",
        "?theme__contains=XQ",
        "?snapshot__contains=XQ",
    ]

    answers = {address: client.get(LIST + address) for address in tries}
    bad = {address: client.get(LIST + address) for address in refused}

    shown = {
        address: [row.pk for row in page.context["cl"].result_list]
        for address, page in answers.items()
    }
    assert shown == tries
    assert {
        address: page.status_code for address, page in bad.items()
    } == dict.fromkeys(refused, 400)


def said(response, pk):
    return (
        response.status_code,
        response.headers.get("Location", "").replace(str(pk), "…"),
        response.content.replace(str(pk).encode(), b"..."),
    )


@pytest.mark.parametrize("page", GETS)
def test_a6_a_foreign_meeting_answers_like_one_that_is_not_there(
    client, named, foreign, page
):
    there = client.get(url(foreign, page))
    nowhere = foreign.pk + 1000
    missing = client.get(reverse(f"admin:party_meeting_{page}", args=[nowhere]))

    assert said(there, foreign.pk) == said(missing, nowhere)
    assert there.status_code == 302


@pytest.mark.parametrize("page", POSTS)
def test_a6_nothing_is_written_to_a_foreign_meeting(client, named, foreign, page):
    sent = {"version": foreign.version, "reason": "x", "text": "x", "key": "x"}

    response = client.post(url(foreign, page), sent)

    version = foreign.version
    foreign.refresh_from_db()
    assert response.status_code == 302
    assert foreign.version == version
    assert not foreign.amendments.exists()


@pytest.mark.parametrize("page", GETS)
def test_a43_the_own_meeting_is_read_on_every_road(client, named, own, page):
    status = client.get(url(own, page)).status_code

    # Closed: only its amendment is a step that is left. No file was sent.
    expected = {"close": 302, "postpone": 302, "cancel": 302, "minutes_file": 404}
    assert status == expected.get(page, 200)


def test_a43_a_named_officer_plans_for_the_own_branch_alone(
    client, named, own, foreign
):
    page = client.get(reverse("admin:party_meeting_add"))
    response = client.post(
        reverse("admin:party_meeting_add"),
        {
            "organization": foreign.organization_id,
            "kind": "bat-thuong",
            "starts_at": "12/01/2024 8:00",
            "mode": "truc-tiep",
        },
    )

    assert list(page.context["form"].fields["organization"].choices) == [
        (str(own.organization_id), "Chi bộ Của Mình")
    ]
    assert "organization" in response.context["form"].errors
    assert foreign.organization.meetings.count() == 1


def test_a43_whoever_answers_for_a_committee_sees_what_is_below_it(client):
    committee = CommitteeFactory()
    below = MeetingFactory(organization=OrganizationFactory(parent=committee))
    access = AccessFactory(organization=committee, with_subordinates=True)
    client.force_login(access.user)

    page = client.get(LIST)

    assert [row.pk for row in page.context["cl"].result_list] == [below.pk]


def test_a43_an_access_that_ended_opens_nothing(client, own):
    access = AccessFactory(organization=own.organization, ends_on="2024-01-01")
    client.force_login(access.user)

    assert client.get(LIST).status_code == 403
    assert client.get(url(own, "change")).status_code == 403


@pytest.mark.parametrize("page", GETS)
@pytest.mark.parametrize(
    "role", ["reporter", "editor", "administrator", "superuser", "plain staff"]
)
def test_a43_without_the_role_nobody_reads_a_meeting(client, foreign, role, page):
    make = {
        "reporter": ReporterFactory,
        "editor": EditorFactory,
        "administrator": AdministratorFactory,
        "superuser": lambda: UserFactory(is_staff=True, is_superuser=True),
        "plain staff": lambda: UserFactory(is_staff=True),
    }
    client.force_login(make[role]())

    there = client.get(url(foreign, page))
    missing = client.get(
        reverse(f"admin:party_meeting_{page}", args=[foreign.pk + 1000])
    )

    assert there.status_code == missing.status_code == 403
    assert "XQ" not in there.text


@pytest.mark.parametrize(
    "make", [EditorFactory, lambda: UserFactory(is_staff=True, is_superuser=True)]
)
def test_a43_without_the_role_the_desk_does_not_name_meetings(client, foreign, make):
    client.force_login(make())

    desk = client.get(reverse("admin:index"))

    assert LIST not in desk.text
    assert client.get("/quan-tri/party/").status_code in {403, 404}


def test_a43_a_meeting_leaves_nothing_in_the_logs_of_others(
    client, foreign, django_capture_on_commit_callbacks
):
    officer = PartyOfficerFactory()
    client.force_login(officer)
    before = AuditEntry.objects.count()

    client.get(url(foreign, "change"))
    client.post(
        url(foreign, "amend"),
        {"version": foreign.version, "text": "XQ5", "reason": "XQ6", "password": "x"},
    )

    own = PartyLogEntry.objects.values_list("what", flat=True)
    assert AuditEntry.objects.count() == before
    assert not LogEntry.objects.exists()
    assert not any("XQ" in what for what in own)


def test_a43_the_minutes_of_a_foreign_branch_are_not_downloaded(client, named, foreign):
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages

    name = f"dang/bien-ban/{foreign.pk}/thu.docx"
    storages["private"].save(name, ContentFile(docx()))
    type(foreign).objects.filter(pk=foreign.pk).update(minutes_file=name)

    assert client.get(url(foreign, "minutes_file")).status_code == 302
    assert not PartyLogEntry.objects.filter(kind=LogKind.EXPORT).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_meetings_as_for_one(
    client, django_assert_num_queries, count
):
    client.force_login(PartyOfficerFactory())
    for _ in range(count):
        MeetingFactory(state=MeetingState.HELD)

    # generation, session, user, group; organizations, years; count, rights (2), rows;
    # boundaries (2), agency
    with django_assert_num_queries(13):
        page = client.get(LIST)

    assert len(page.context["cl"].result_list) == count
    assert "2/2" in page.text


@pytest.mark.parametrize("count", [2, 5])
def test_the_page_asks_as_much_for_many_people_as_for_few(
    client, django_assert_num_queries, count
):
    client.force_login(PartyOfficerFactory())
    branch = OrganizationFactory()
    members = MemberFactory.create_batch(count, organization=branch)
    meeting = MeetingFactory(
        organization=branch,
        agenda=[{"text": "Việc", "presenter": member} for member in members],
        opinions=[{"member": member, "text": "Ý kiến"} for member in members],
        guests=[{"full_name": "Khách"}] * count,
    )

    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(url(meeting, "change"))

    assert page.status_code == 200


PAGE_QUERIES = 41
