"""Gradings, rubrics, requests and forgetting at the desk."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from party import gradings, records
from party.enums import (
    GradeLevel,
    LogKind,
    MembershipEnd,
    RequestKind,
    RubricKind,
)
from party.models import (
    Acknowledgement,
    Criterion,
    DataRequest,
    Grading,
    Member,
    PartyLogEntry,
    Rubric,
)
from tests.factories import PartyOfficerFactory
from tests.party.factories import AccessFactory, MemberFactory

pytestmark = pytest.mark.django_db
PASSWORD = "mật khẩu của cán bộ"
ADD = "admin:party_grading_add"


@pytest.fixture
def officer():
    return PartyOfficerFactory(password=PASSWORD)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def grading(officer):
    """Of a member, for 2025, without points."""
    member = MemberFactory()
    row = Grading(
        organization=member.memberships.get().organization, member=member, year=2025
    )
    gradings.grade(row, by=officer)
    return row


def change(grading: Grading) -> str:
    return reverse("admin:party_grading_change", args=[grading.pk])


def filled(grading: Grading, **fields) -> dict:
    """What the form sends: everything empty but what is given, seen as it is."""
    names = ["self_level", "proposed_level", "decided_level", "decided_on", "decision"]
    return {**dict.fromkeys([*names, "note"], ""), "seen": grading.version, **fields}


def full_points(kind: RubricKind = RubricKind.MEMBER) -> dict[str, str]:
    rows = Criterion.objects.filter(rubric__kind=kind).order_by("position")
    return {f"points-{row.pk}": f"{row.most}".replace(".", ",") for row in rows}


def errors(page) -> dict[str, list[str]]:
    return dict(page.context["adminform"].form.errors)


def logged(kind: LogKind) -> list[str]:
    rows = PartyLogEntry.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("what", flat=True))


# --- Gradings -------------------------------------------------------------------------


def test_a_grading_is_added_and_then_scored(desk):
    member = MemberFactory()
    organization = member.memberships.get().organization
    about = {"organization": organization.pk, "member": member.pk, "year": 2025}

    added = desk.post(reverse(ADD), about | {"self_level": GradeLevel.GOOD})
    row = Grading.objects.get()
    assert (added.status_code, added["Location"]) == (302, change(row))
    scored = desk.post(change(row), filled(row, **full_points()))

    assert scored.status_code == 302
    row.refresh_from_db()
    assert (row.member, row.score, row.version) == (member, 100, 2)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(desk, grading):
    first, *_ = points = full_points()
    typed = filled(grading, note="lời đã gõ", **points | {first: "101"})

    page = desk.post(change(grading), typed)

    assert errors(page) == {first: ["Điểm từ 0 đến 30; đang ghi 101."]}
    assert 'value="101"' in page.text
    assert 'value="lời đã gõ"' in page.text
    grading.refresh_from_db()
    assert (grading.score, grading.version) == (None, 1)


def test_two_people_at_one_grading_are_told(desk, grading, officer):
    seen = filled(grading, note="của tôi")
    gradings.grade(Grading.objects.get(), by=officer)

    page = desk.post(change(grading), seen)

    assert errors(page) == {
        "__all__": ["Xếp loại vừa được người khác sửa. Hãy mở lại trang."]
    }
    assert 'value="của tôi"' in page.text


def test_too_many_excellent_ones_are_saved_warned_of_and_acknowledged(desk, grading):
    excellent = {"decided_level": GradeLevel.EXCELLENT, "decided_on": "05/01/2026"}

    saved = desk.post(change(grading), filled(grading, **excellent))

    warning = "1 xuất sắc trên 0 hoàn thành tốt: vượt 20 %."
    assert warning in [str(it) for it in get_messages(saved.wsgi_request)]
    page = desk.get(change(grading))
    assert warning in page.text
    key = f"15:members:{grading.organization_id}:2025-nam"
    noted = reverse("admin:party_grading_acknowledge", args=[grading.pk])
    desk.post(noted, {"key": key, "reason": "Đơn vị dẫn đầu"})
    assert Acknowledgement.objects.get().key == key
    assert "đã ghi nhận: Đơn vị dẫn đầu" in desk.get(change(grading)).text


def test_looking_at_gradings_is_logged_by_their_ids(desk, grading):
    desk.get(reverse("admin:party_grading_changelist"))
    desk.get(change(grading))

    assert logged(LogKind.VIEW) == [
        "Xem danh sách xếp loại",
        f"Xem xếp loại số {grading.pk}",
    ]
    row = PartyLogEntry.objects.filter(kind=LogKind.VIEW).last()
    assert row.member == grading.member


def test_nothing_is_deleted(desk, grading):
    answer = desk.post(f"/quan-tri/party/grading/{grading.pk}/delete/", {"post": "yes"})

    assert answer.status_code in {302, 404}
    assert Grading.objects.exists()


def test_a43_a_named_officer_sees_and_writes_of_the_own_branch_alone(client, grading):
    own = MemberFactory()
    branch = own.memberships.get().organization
    client.force_login(AccessFactory(organization=branch).user)

    shown = client.get(reverse("admin:party_grading_changelist"))
    other = client.get(change(grading))
    about = {"organization": grading.organization_id, "year": 2024}
    refused = client.post(reverse(ADD), about)
    about = {"organization": branch.pk, "member": grading.member_id, "year": 2024}
    stranger = client.post(reverse(ADD), about)

    assert list(shown.context["cl"].queryset) == []
    assert other.status_code == 302
    assert list(errors(refused)) == ["organization"]
    assert list(errors(stranger)) == ["member"]
    assert Grading.objects.count() == 1


def test_a6_the_choosers_offer_a_named_officer_nobody_of_other_branches(client):
    own, other = MemberFactory(), MemberFactory()
    branch = own.memberships.get().organization
    client.force_login(AccessFactory(organization=branch).user)

    def offered(field: str) -> list[str]:
        about = {"app_label": "party", "model_name": "grading", "field_name": field}
        found = client.get(reverse("admin:autocomplete"), about)
        return [row["id"] for row in found.json()["results"]]

    assert offered("member") == [str(own.pk)]
    assert offered("organization") == [str(branch.pk)]
    assert other.pk != own.pk


def test_a_named_officer_proposes_and_does_not_decide(client):
    member = MemberFactory()
    branch = member.memberships.get().organization
    client.force_login(AccessFactory(organization=branch).user)
    about = {"organization": branch.pk, "member": member.pk, "year": 2025}
    decided = {"decided_level": GradeLevel.EXCELLENT, "decided_on": "05/01/2026"}

    client.post(reverse(ADD), {**about, **decided, "proposed_level": GradeLevel.GOOD})

    row = Grading.objects.get()
    assert (row.proposed_level, row.decided_level, row.decided_on) == (
        GradeLevel.GOOD,
        "",
        None,
    )


def test_who_may_only_look_writes_nothing(client, grading):
    access = AccessFactory(organization=grading.organization, may_record=False)
    client.force_login(access.user)

    assert client.get(change(grading)).status_code == 200
    assert client.post(change(grading), filled(grading)).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403


def test_a6_the_list_is_searched_by_a_name_and_filtered_by_nothing_else(desk, grading):
    Member.objects.filter(pk=grading.member_id).update(search_text="tran van an")
    url = reverse("admin:party_grading_changelist")

    found = desk.get(url, {"q": "Trần Văn"})
    nobody = desk.get(url, {"q": "Lê"})
    asked = desk.get(url, {"member__sealed_card_number__startswith": "g"})

    assert list(found.context["cl"].queryset) == [grading]
    assert list(nobody.context["cl"].queryset) == []
    assert asked.status_code in {302, 400}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(
    desk, officer, django_assert_num_queries, count
):
    for _ in range(count):
        member = MemberFactory()
        branch = member.memberships.get().organization
        row = Grading(organization=branch, member=member, year=2025)
        gradings.grade(row, by=officer)
    url = reverse("admin:party_grading_changelist")
    desk.get(url)

    with django_assert_num_queries(12):
        page = desk.get(url)

    assert len(page.context["cl"].result_list) == count


# --- Rubrics --------------------------------------------------------------------------


def rubric_form(rubric: Rubric, **fields) -> dict:
    """The form as it is sent with nothing changed, and these fields over it."""
    data = {
        "kind": rubric.kind,
        "name": rubric.name,
        "valid_from": f"{rubric.valid_from:%d/%m/%Y}",
        "decision": rubric.decision,
        "cap_below": "" if rubric.cap_below is None else str(rubric.cap_below),
    }
    sets = {
        "criteria": (
            list(rubric.criteria.order_by("position", "pk")),
            ["position", "text", "most"],
        ),
        "bands": (list(rubric.bands.order_by("-least")), ["level", "least"]),
    }
    for prefix, (rows, names) in sets.items():
        data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = len(rows)
        for place, row in enumerate(rows):
            data[f"{prefix}-{place}-id"] = row.pk
            data[f"{prefix}-{place}-rubric"] = rubric.pk
            for name in names:
                data[f"{prefix}-{place}-{name}"] = str(getattr(row, name))
            if getattr(row, "must_be_full", False):
                data[f"{prefix}-{place}-must_be_full"] = "on"
    return data | fields


def rubric_url(rubric: Rubric) -> str:
    return reverse("admin:party_rubric_change", args=[rubric.pk])


def of_members() -> Rubric:
    return Rubric.objects.get(kind=RubricKind.MEMBER)


def test_a_rubric_is_changed_while_nothing_was_scored_by_it(desk):
    rubric = of_members()

    answer = desk.post(rubric_url(rubric), rubric_form(rubric, name="Bộ của tỉnh"))

    assert answer.status_code == 302
    rubric.refresh_from_db()
    assert rubric.name == "Bộ của tỉnh"
    assert set(rubric.bands.values_list("level", flat=True)) == set(GradeLevel.values)


def test_a_level_is_typed_by_its_name_and_kept_as_that_of_the_regulation(desk):
    rubric = of_members()
    typed = {"bands-0-level": "Hoàn thành xuất sắc nhiệm vụ"}

    answer = desk.post(rubric_url(rubric), rubric_form(rubric, **typed))

    assert answer.status_code == 302
    assert rubric.bands.order_by("-least").first().level == GradeLevel.EXCELLENT
    assert 'value="Hoàn thành xuất sắc nhiệm vụ"' in desk.get(rubric_url(rubric)).text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"bands-3-least": "10"}, "Cần một mức từ 0 điểm, để điểm nào cũng có mức."),
        (
            {"bands-0-level": "Tốt"},
            "Không có mức “Tốt”. Các mức: Hoàn thành xuất sắc nhiệm vụ, Hoàn thành tốt "
            "nhiệm vụ, Hoàn thành nhiệm vụ, Không hoàn thành nhiệm vụ.",
        ),
        ({"bands-0-level": "tot"}, "Một mức chỉ ghi một lần."),
        (
            {f"criteria-{n}-DELETE": "on" for n in range(3)},
            "Bộ tiêu chí cần ít nhất một tiêu chí.",
        ),
    ],
)
def test_levels_begin_at_nothing_and_are_those_of_the_regulation(desk, fields, message):
    rubric = of_members()

    page = desk.post(rubric_url(rubric), rubric_form(rubric, **fields))

    assert page.status_code == 200
    assert message in page.context["errors"]


def test_a_rubric_that_was_used_stays_as_it_was(desk, grading):
    desk.post(change(grading), filled(grading, **full_points()))
    rubric = of_members()

    page = desk.get(rubric_url(rubric))
    answer = desk.post(rubric_url(rubric), rubric_form(rubric, name="Bộ khác"))

    assert "đã dùng để chấm điểm nên không sửa" in page.text
    assert answer.status_code == 403
    rubric.refresh_from_db()
    assert rubric.name == "Xếp loại đảng viên"


# --- Requests and forgetting ----------------------------------------------------------


def test_a_request_gets_its_clocks_when_it_is_taken_down(desk):
    member = MemberFactory()
    today = timezone.localdate()
    received = f"{today:%d/%m/%Y}"
    about = {"member": member.pk, "kind": RequestKind.COPY, "received_on": received}

    answer = desk.post(reverse("admin:party_datarequest_add"), about)

    assert answer.status_code == 302
    row = DataRequest.objects.get()
    assert row.due_on == today + timedelta(days=10)
    assert today + timedelta(days=2) <= row.answer_by <= today + timedelta(days=4)
    assert f"Yêu cầu số {row.pk} về dữ liệu cá nhân: cung cấp dữ liệu" in logged(
        LogKind.CHANGE
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"done_on": "20/01/2026"}, "answered_on"),
        ({"answered_on": "01/01/2026"}, "answered_on"),
        ({"extended_to": "31/01/2026", "extension_reason": "Vì"}, "extended_to"),
        ({"extended_to": "20/01/2026"}, "extension_reason"),
    ],
)
def test_a_request_is_extended_once_with_a_reason_and_answered_in_order(
    desk, fields, field
):
    row = DataRequest.objects.create(
        member=MemberFactory(),
        kind=RequestKind.COPY,
        received_on=date(2026, 1, 5),
        answer_by=date(2026, 1, 7),
        due_on=date(2026, 1, 15),
    )

    url = reverse("admin:party_datarequest_change", args=[row.pk])
    page = desk.post(url, fields)

    assert list(errors(page)) == [field]


def test_a_copy_is_handed_out_and_logged(desk, officer):
    member = MemberFactory(full_name="Trần Văn An", card_number="12.345678")

    file = desk.get(reverse("admin:party_copy", args=[member.pk, "json"]))

    data = json.loads(file.content)
    assert {"Mục": "Họ và tên", "Nội dung": "Trần Văn An"} in data["nguoi"]
    assert {"Mục": "Số thẻ đảng viên", "Nội dung": "12.345678"} in data["nguoi"]
    row = PartyLogEntry.objects.get(kind=LogKind.EXPORT)
    assert (row.what, row.actor, row.member) == (
        f"Tải bản sao dữ liệu cá nhân (JSON) của đảng viên {member.pk}",
        officer,
        member,
    )


def test_forgetting_asks_for_the_password_and_ends_the_request(desk):
    member = MemberFactory(full_name="Trần Văn An")
    records.leave(
        member, on=date(2024, 1, 1), by=None, reason=MembershipEnd.LEFT, decision="1"
    )
    asked = DataRequest.objects.create(
        member=member,
        kind=RequestKind.ERASE,
        received_on=date(2026, 1, 5),
        answer_by=date(2026, 1, 7),
        due_on=date(2026, 1, 25),
    )
    url = reverse("admin:party_anonymize", args=[member.pk])

    wrong = desk.post(url, {"reason": "Theo yêu cầu", "password": "sai"})
    assert wrong.context["form"].errors == {
        "password": ["Mật khẩu không đúng; chưa ẩn danh gì."]
    }
    assert 'value="Theo yêu cầu"' in wrong.text
    assert "sai" not in wrong.context["form"]["password"].as_widget()
    done = desk.post(url, {"reason": "Theo yêu cầu", "password": PASSWORD})

    assert done["Location"] == reverse("admin:party_member_change", args=[member.pk])
    asked.refresh_from_db()
    assert asked.done_on == timezone.localdate()
    assert "Trần Văn An" not in desk.get(done["Location"]).text


def test_the_page_of_forgetting_says_why_it_cannot_be_done(desk):
    member = MemberFactory()

    page = desk.get(reverse("admin:party_anonymize", args=[member.pk]))

    assert "Đang sinh hoạt Đảng nên không ẩn danh được" in page.text
    assert 'type="password"' not in page.text
