"""On every road of the desk: one branch's officer sees that branch, others nothing."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from news.models import AuditEntry
from party import records
from party.enums import LogKind, MeetingState, OfficeRole
from party.models import Meeting, Movement, PartyLogEntry
from portal import roles
from portal.models import User
from tests.factories import PartyOfficerFactory, UserFactory
from tests.party.factories import (
    AccessFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)
from tests.test_access import missing, object_routes, said

pytestmark = pytest.mark.django_db
HIDDEN = "Zyxwvut"  # In every text of the other branch.
LISTS = ["organization", "member", "meeting", "movement"]
FOR_OFFICERS = ["organizationaccess", "partylogentry", "regulation"]


@pytest.fixture
def other():
    """A branch, its secretary, a movement and a meeting, all named HIDDEN."""
    branch = OrganizationFactory(name=f"Chi bộ {HIDDEN}")
    member = MemberFactory(
        organization=branch,
        full_name=f"Lê {HIDDEN}",
        card_number="087099999999",
        register_code=f"MA-{HIDDEN}",
    )
    term = TermFactory(organization=branch)
    OfficeFactory(term=term, member=member)
    MemberFactory(organization=branch, full_name=f"Trần {HIDDEN}")
    meeting = MeetingFactory(
        organization=branch,
        state=MeetingState.HELD,
        place=f"Phòng {HIDDEN}",
        theme=f"Chủ đề {HIDDEN}",
    )
    return {
        "party_organization": branch,
        "party_member": member,
        "party_movement": Movement.objects.order_by("pk").last(),
        "party_meeting": meeting,
    }


@pytest.fixture
def own():
    """The branch of the named officer, with the same of everything."""
    branch = OrganizationFactory(name="Chi bộ Nhà")
    member = MemberFactory(organization=branch, full_name="Phạm Thị Nhà")
    OfficeFactory(term=TermFactory(organization=branch), member=member)
    MemberFactory(organization=branch)
    MeetingFactory(organization=branch, state=MeetingState.HELD)
    return branch


@pytest.fixture
def named(own, client):
    user = AccessFactory(organization=own).user
    client.force_login(user)
    return user


def others():
    """Everybody at the desk who has nothing to do with the records."""
    made = {
        role: UserFactory(role=role)
        for role in (roles.REPORTER, roles.EDITOR, roles.ADMINISTRATOR)
    }
    made["plain staff"] = UserFactory(is_staff=True)
    made["superuser"] = User.objects.create_superuser("goc", "mk-dai-12")
    return made


def changelist(model):
    return f"/quan-tri/party/{model}/"


def questions(other):
    """Addresses by which somebody could ask a list about the other branch."""
    branch, member = other["party_organization"].pk, other["party_member"].pk
    yield from ({}, {"q": HIDDEN}, {"_popup": "1"}, {"all": ""}, {"p": "2"})
    yield from ({"to-chuc": branch}, {"tu-cach": "da-thoi"}, {"e": "1"})
    yield from (
        {name: branch}
        for name in (
            *("organization", "organization__id__exact", "organization_id"),
            *("memberships__organization", "memberships__organization__id__exact"),
            *("parent", "children__id__exact", "movements__organization"),
        )
    )
    yield from (
        {"full_name__startswith": "Lê"},
        {"member__full_name__contains": HIDDEN},
        {"organization__name__contains": HIDDEN},
        {"member__id__exact": member},
        {"o": "1"},
    )


@pytest.mark.parametrize("model", LISTS)
def test_a6_no_question_to_a_list_tells_of_another_branch(client, named, other, model):
    answers = {}
    for question in questions(other):
        page = client.get(f"{changelist(model)}?{urlencode(question)}", follow=True)
        answers[str(question)] = HIDDEN in _unasked(page.text)

    assert [question for question, told in answers.items() if told] == []
    client.force_login(PartyOfficerFactory())
    assert HIDDEN in client.get(changelist(model)).text


def _unasked(text):
    """What the page says, but for the words that were asked for."""
    return (
        text.replace(f'"{HIDDEN}"', "")
        .replace(f"q={HIDDEN}", "")
        .replace(f"q%3D{HIDDEN}", "")
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a6_a43_another_branch_answers_like_one_that_is_not_there(
    client, named, other, method
):
    def ask(url):
        client.cookies.pop("messages", None)
        return getattr(client, method)(url)

    before = {label: row.pk for label, row in other.items()}
    differences, asked = {}, 0
    for name, route in object_routes(set(other)):
        row = other["_".join(route.split("/")[1:3])]
        path = "/" + _with_pk(route)
        there, nowhere = (
            said(ask(path.format(pk)), pk) for pk in (row.pk, missing(row))
        )
        asked += 1
        if there != nowhere:
            differences[name] = (there, nowhere)

    assert differences == {}
    assert asked >= 30
    assert {label: row.pk for label, row in other.items()} == before
    assert HIDDEN not in str(Meeting.objects.filter(organization__name="Chi bộ Nhà"))


def _with_pk(route):
    """The route with "{}" for the row, and 1 for whatever else it names."""
    parts = []
    for part in route.split("/"):
        is_row = part in {"<id:pk>", "<path:object_id>"}
        parts.append("{}" if is_row else "1" if part.startswith("<") else part)
    return "/".join(parts)


@pytest.mark.parametrize("model", FOR_OFFICERS)
def test_a43_what_is_for_officers_is_closed_to_a_named_one(client, named, model):
    row = PartyLogEntry.objects.newest().first().pk

    answers = {
        client.get(path).status_code
        for path in (changelist(model), f"{changelist(model)}{row}/change/")
    }

    assert answers == {403}


def test_a6_a_chooser_offers_the_members_of_the_own_branch_and_that_is_logged(
    client, named, other
):
    asked = {"app_label": "party", "model_name": "office", "field_name": "member"}

    answer = client.get(reverse("admin:autocomplete"), asked).json()

    names = {row["text"] for row in answer["results"]}
    assert "Phạm Thị Nhà" in names
    assert not any(HIDDEN in name for name in names)
    line = PartyLogEntry.objects.newest().first()
    assert (line.kind, line.what, line.actor) == (
        LogKind.VIEW,
        "Tìm chọn đảng viên",
        named,
    )


def test_a43_nobody_else_finds_a_place_a_list_or_a_chooser(client, other):
    client.force_login(PartyOfficerFactory())
    assert changelist("member") in client.get("/quan-tri/").text
    asked = {"app_label": "party", "model_name": "office", "field_name": "member"}
    answers = {}

    for role, user in others().items():
        client.force_login(user)
        told = [
            client.get(path)
            for path in [
                *(changelist(model) for model in LISTS + FOR_OFFICERS),
                *(
                    reverse(f"admin:{name}_{page}", args=[row.pk])
                    for name, row in other.items()
                    for page in ("change", "history")
                ),
                f"{reverse('admin:autocomplete')}?{urlencode(asked)}",
            ]
        ]
        home = client.get("/quan-tri/")
        answers[role] = (
            {page.status_code for page in told},
            any(HIDDEN in page.text for page in [*told, home]),
            "/party/" in home.text,
            client.get("/quan-tri/party/").status_code,
        )

    assert answers == dict.fromkeys(answers, ({403}, False, False, 404))
    assert len(answers) == 5


def test_a43_every_look_at_a_member_leaves_a_line(client, other):
    officer = PartyOfficerFactory()
    client.force_login(officer)
    member, branch = other["party_member"], other["party_organization"]
    looks = {
        changelist("member"): (None, None),
        reverse("admin:party_member_change", args=[member.pk]): (member.pk, branch.pk),
        reverse("admin:party_member_sua", args=[member.pk]): (member.pk, branch.pk),
        f"{changelist('member')}?to-chuc={branch.pk}": (None, branch.pk),
        reverse("admin:party_organization_change", args=[branch.pk]): (None, branch.pk),
        reverse("admin:party_organization_chia_tach", args=[branch.pk]): (
            None,
            branch.pk,
        ),
        changelist("movement"): (None, None),
    }

    lines = {}
    for path in looks:
        before = PartyLogEntry.objects.count()
        client.get(path)
        [line] = PartyLogEntry.objects.order_by("pk")[before:]
        assert (line.kind, line.actor, line.address) == (
            LogKind.VIEW,
            officer,
            "127.0.0.1",
        )
        lines[path] = (line.member_id, line.organization_id)

    assert lines == looks


def test_a43_the_records_leave_no_trace_in_the_logs_that_others_read(client, other):
    client.force_login(PartyOfficerFactory())
    before = AuditEntry.objects.count()
    member, branch = other["party_member"], other["party_organization"]
    client.post(
        reverse("admin:party_member_mien", args=[member.pk]), {"on": "01/03/2024"}
    )
    client.post(
        "/quan-tri/party/organizationaccess/add/",
        {
            "user": UserFactory(is_staff=True).pk,
            "organization": branch.pk,
            "starts_on": "01/03/2024",
        },
    )
    client.post("/quan-tri/party/regulation/add/", {"valid_from": "01/03/2024"})

    assert member.exemptions.count() == 1
    assert branch.accesses.count() == 1
    assert LogEntry.objects.count() == 0
    assert AuditEntry.objects.count() == before
    kinds = PartyLogEntry.objects.values_list("kind", flat=True)
    assert {LogKind.HISTORY, LogKind.ACCESS} <= set(kinds)
    texts = " ".join(PartyLogEntry.objects.values_list("what", flat=True))
    assert HIDDEN not in texts


@pytest.mark.parametrize("model", [PartyLogEntry, Movement])
def test_a47_the_log_and_the_movements_are_only_added_to(client, other, model):
    client.force_login(PartyOfficerFactory())
    rows = list(model.objects.order_by("pk").values())
    assert rows

    with pytest.raises(TypeError):
        model.objects.all().delete()
    with pytest.raises(TypeError):
        model.objects.update(organization=None)
    name, pk = model._meta.model_name, rows[0]["id"]
    for path in (f"{pk}/change/", f"{pk}/delete/", "", f"{pk}/history/"):
        client.post(
            f"{changelist(name)}{path}",
            {
                "post": "yes",
                "what": "khác",
                "action": "delete_selected",
                "_selected_action": pk,
            },
        )

    kept = model.objects.filter(pk__in=[row["id"] for row in rows])
    assert list(kept.order_by("pk").values()) == rows


def test_a47_each_kind_of_change_leaves_its_line(client):
    officer = PartyOfficerFactory()
    branch = OrganizationFactory()
    member = MemberFactory(organization=branch)
    term = TermFactory(organization=branch)
    before = PartyLogEntry.objects.count()

    office = records.appoint(
        member, term=term, role=OfficeRole.SECRETARY, on=date(2021, 1, 1), by=officer
    )
    records.end_office(office, on=date(2022, 1, 1), by=officer)
    records.transfer(member, to=OrganizationFactory(), on=date(2023, 1, 1), by=officer)
    records.describe(member, gender="nu", by=officer)

    lines = PartyLogEntry.objects.filter(actor=officer).order_by("pk")
    assert [line.kind for line in lines] == [
        LogKind.HISTORY,
        LogKind.HISTORY,
        LogKind.HISTORY,
        LogKind.CHANGE,
    ]
    assert lines[0].what.startswith("Giao giữ chức vụ, biến động ")
    assert PartyLogEntry.objects.count() == before + 5  # The other branch was founded.


def test_an_access_is_given_and_ended_and_not_rewritten(client, own):
    client.force_login(PartyOfficerFactory())
    user = UserFactory(is_staff=True, full_name="Bí thư Nhà")
    reader = UserFactory()
    add = "/quan-tri/party/organizationaccess/add/"
    form = {"user": user.pk, "organization": own.pk, "starts_on": "01/03/2024"}

    outsider = client.post(add, {**form, "user": reader.pk})
    client.post(add, form)
    access = own.accesses.get()
    change = f"/quan-tri/party/organizationaccess/{access.pk}/change/"
    client.post(
        change,
        {
            **form,
            "user": PartyOfficerFactory().pk,
            "ends_on": "01/04/2024",
            "may_record": "on",
        },
    )

    assert list(outsider.context["adminform"].form.errors) == ["user"]
    access.refresh_from_db()
    assert (access.user, access.ends_on) == (user, date(2024, 4, 1))
    history = client.get(f"/quan-tri/party/organizationaccess/{access.pk}/history/")
    assert [line.kind for line in history.context["entries"]] == [
        LogKind.ACCESS,
        LogKind.ACCESS,
    ]
