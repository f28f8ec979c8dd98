"""Forgetting: the person goes from every row, text and snapshot; the history stays."""

import json
import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core import serializers
from django.db import transaction

from news.models.generation import PageGeneration
from party import erasure, meetings, models, records
from party.desk.personal import as_json, as_workbook
from party.enums import (
    AttendanceStatus,
    Gender,
    GradeLevel,
    LogKind,
    MeetingState,
    MembershipEnd,
    MovementKind,
    OfficeRole,
    RequestKind,
)
from party.models import (
    Acknowledgement,
    DataRequest,
    Grading,
    Meeting,
    Member,
    Movement,
    Opinion,
    PartyLogEntry,
)
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
    full_points,
)

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "mật khẩu của cán bộ"
NAME = "Vũ Thị Lãng Quên"
# What must be found nowhere afterwards.
MARKERS = ["Lãng Quên", "LÃNG QUÊN", "lang quen", "RIÊNG-TƯ", "1987-06-05", "987654"]


@pytest.fixture
def officer():
    return PartyOfficerFactory(password=PASSWORD)


@pytest.fixture
def branch():
    return OrganizationFactory(name="Chi bộ Một")


@pytest.fixture
def member(branch):
    """Somebody whose every field tells of a person; still in the branch."""
    return MemberFactory(
        organization=branch,
        full_name=NAME,
        gender=Gender.FEMALE,
        born_on=date(1987, 6, 5),
        card_number="12.987654",
        register_code="RIÊNG-TƯ mã",
        decision="RIÊNG-TƯ quyết định",
    )


@pytest.fixture
def story(branch, member, officer):
    """A closed and a held meeting, an amendment, an office, a grading, a warning."""
    others = MemberFactory.create_batch(3, organization=branch)
    office = OfficeFactory(
        term=TermFactory(organization=branch),
        member=member,
        role=OfficeRole.GROUP_HEAD,
        decision="RIÊNG-TƯ số",
    )
    models.Office.objects.filter(pk=office.pk).update(is_public=True)
    texts = {
        "chair": others[0],
        "secretary": others[1],
        "conclusion": f"Giao đồng chí {NAME} và VŨ THỊ LÃNG QUÊN tổng hợp.",
        "minutes": f"Đồng chí {NAME}  phát biểu.",
        "opinions": [
            {"member": member, "text": "RIÊNG-TƯ ý kiến"},
            {"member": others[0], "text": f"Đồng ý với {NAME}."},
        ],
        "tasks": [{"text": f"{NAME} lập danh sách", "assignee": member}],
        "agenda": [{"text": f"Nghe {NAME} báo cáo"}],
    }
    closed = MeetingFactory(
        organization=branch,
        starts_at=datetime(2023, 11, 5, 14, tzinfo=HANOI),
        state=MeetingState.MINUTES,
        attendance={member.pk: (AttendanceStatus.EXCUSED, "RIÊNG-TƯ ốm")},
        **texts,
    )
    meetings.save(closed, by=officer, points=full_points(closed))
    meetings.close(closed, by=officer)
    amended = {"text": f"Bổ sung ý của {NAME}.", "reason": f"Thiếu ý {NAME}"}
    meetings.amend(closed, **amended, password=PASSWORD, by=officer)
    MeetingFactory(
        organization=branch,
        starts_at=datetime(2023, 12, 5, 14, tzinfo=HANOI),
        state=MeetingState.HELD,
        **texts,
    )
    Grading.objects.create(
        organization=branch,
        member=member,
        year=2023,
        decided_level=GradeLevel.GOOD,
        decided_on=date(2023, 12, 31),
        decision="RIÊNG-TƯ",
        note="RIÊNG-TƯ",
    )
    Acknowledgement.objects.create(
        rule=12,
        key=f"12:probation:member-{member.pk}",
        organization=branch,
        reason="RIÊNG-TƯ",
        at=closed.closed_at,
        by=officer,
    )
    records.leave(
        member,
        on=date(2024, 1, 1),
        by=officer,
        reason=MembershipEnd.LEFT,
        decision="RIÊNG-TƯ thôi",
    )
    return closed


def everything() -> str:
    """Every row of the Party's records as text, and what is sealed in clear."""
    rows = [
        row
        for name in models.__all__
        for row in getattr(models, name)._base_manager.order_by("pk")
    ]
    sealed = [(it.card_number, it.born_on) for it in Member._base_manager.all()]
    return serializers.serialize("json", rows, ensure_ascii=False) + "".join(
        f" {number} {day}" for number, day in sealed
    )


def forget(member: Member, officer, **fields) -> erasure.Erased:
    values = {"reason": "Theo yêu cầu", "password": PASSWORD, "by": officer}
    return erasure.anonymize(member, **{**values, **fields})


def refused(member: Member, officer, **fields) -> dict[str, str]:
    with pytest.raises(records.RecordsError) as error:
        forget(member, officer, **fields)
    return {it.field: it.message for it in error.value.findings}


def test_a42_nothing_of_the_person_is_left_in_any_row(story, member, officer):
    before = everything()
    assert [text for text in MARKERS if text not in before] == []

    forget(member, officer)

    after = everything()
    assert [text for text in MARKERS if text in after] == []
    member.refresh_from_db()
    assert (member.card_number, member.full_name) == (
        "",
        f"Đảng viên đã ẩn danh số {member.pk}",
    )


def test_the_history_and_all_totals_stay(story, member, officer):
    held = Meeting.objects.get(state=MeetingState.HELD)
    kept = [meetings.record_of(it)["totals"] for it in (story, held)]
    days = list(member.memberships.values_list("starts_on", "ends_on", "end_reason"))
    office = member.offices.values_list("role", "starts_on").get()

    forget(member, officer)

    story.refresh_from_db()
    assert [meetings.record_of(it)["totals"] for it in (story, held)] == kept
    assert days == list(
        member.memberships.values_list("starts_on", "ends_on", "end_reason")
    )
    assert member.offices.values_list("role", "starts_on").get() == office
    assert Grading.objects.get().decided_level == GradeLevel.GOOD


def test_a_snapshot_without_the_person_is_chained_anew_and_says_so(
    story, member, officer
):
    story.refresh_from_db()
    head = story.amendments.get().digest

    erased = forget(member, officer)

    story.refresh_from_db()
    assert meetings.verify(story) == []
    assert erased.amended == 1
    last = story.amendments.order_by("pk").last()
    assert json.loads(last.data)["digest_before"] == head
    assert (last.signed_by, last.reason) == (officer, "Theo yêu cầu")
    assert head in last.text
    record = json.loads(story.snapshot)
    (row,) = [it for it in record["attendance"] if it["member"] == member.pk]
    alias = f"Đảng viên đã ẩn danh số {member.pk}"
    assert (row["name"], row["reason"], row["status"]) == (alias, "", "vang-co-ly-do")
    assert record["opinions"][0]["text"] == (
        "(ý kiến đã xóa khi ẩn danh người phát biểu)"
    )
    assert record["opinions"][1]["text"] == f"Đồng ý với {alias}."


def test_other_people_and_other_meetings_are_left_alone(story, member, officer):
    elsewhere = MeetingFactory(
        conclusion=f"Một người khác tên {NAME}", state=MeetingState.CLOSED
    )
    names = list(Member.objects.exclude(pk=member.pk).values_list("full_name"))

    forget(member, officer)

    untouched = Meeting.objects.get(pk=elsewhere.pk)
    assert (untouched.conclusion, untouched.digest, untouched.version) == (
        f"Một người khác tên {NAME}",
        elsewhere.digest,
        elsewhere.version,
    )
    assert list(Member.objects.exclude(pk=member.pk).values_list("full_name")) == names


def test_a_longer_name_is_anothers(story, member, officer):
    text = f"{NAME}h và Nguyễn{NAME} không phải là {NAME}."
    Meeting.objects.filter(state=MeetingState.HELD).update(conclusion=text)

    forget(member, officer)

    alias = f"Đảng viên đã ẩn danh số {member.pk}"
    held = Meeting.objects.get(state=MeetingState.HELD)
    assert held.conclusion == f"{NAME}h và Nguyễn{NAME} không phải là {alias}."


def test_with_a_namesake_free_texts_stay_and_people_are_asked_to_read(
    story, branch, member, officer
):
    MemberFactory(organization=branch, full_name=NAME.upper())

    erased = forget(member, officer)

    assert "cùng họ tên" in erased.remains[0]
    assert NAME in Meeting.objects.get(state=MeetingState.HELD).conclusion
    story.refresh_from_db()
    rows = json.loads(story.snapshot)["attendance"]
    assert NAME not in [row["name"] for row in rows]
    assert Opinion.objects.filter(member=member, text="RIÊNG-TƯ ý kiến").count() == 0


def test_whoever_still_belongs_is_not_forgotten(member, officer):
    assert refused(member, officer)[""].startswith("Đang sinh hoạt Đảng")
    member.refresh_from_db()
    assert member.full_name == NAME


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"reason": "  "}, "reason"), ({"password": "sai"}, "password")],
)
def test_a_reason_and_the_own_password_are_asked_for(
    story, member, officer, fields, field
):
    before = everything()

    assert list(refused(member, officer, **fields)) == [field]
    assert everything() == before


def test_it_is_done_once(story, member, officer):
    forget(member, officer)

    assert refused(member, officer) == {"": "Hồ sơ này đã được ẩn danh."}


def test_it_is_all_or_nothing(story, member, officer, monkeypatch):
    before = everything()

    def fail(*arguments, **fields):
        raise RuntimeError("in the midst of it")

    monkeypatch.setattr("party.erasure.anonymizing.effects.public_changed", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        forget(member, officer)

    assert everything() == before


def test_the_request_is_done_and_the_act_is_recorded(story, member, officer):
    request = DataRequest.objects.create(
        member=member,
        kind=RequestKind.ERASE,
        received_on=date(2026, 1, 5),
        answer_by=date(2026, 1, 7),
        due_on=date(2026, 1, 25),
        note="RIÊNG-TƯ",
    )

    erased = forget(member, officer, request=request)

    request.refresh_from_db()
    assert request.done_on is not None
    assert request.answered_on == request.done_on
    assert (erased.movement.kind, erased.movement.member) == (
        MovementKind.ANONYMIZE,
        member,
    )
    rows = PartyLogEntry.objects.filter(kind=LogKind.ERASE)
    assert [(row.what, row.actor) for row in rows] == [
        (f"Ẩn danh hồ sơ {member.pk}", officer)
    ]
    assert Movement.objects.filter(kind=MovementKind.ANONYMIZE).count() == 1


def test_public_pages_change_at_once(story, member, officer):
    before = PageGeneration.objects.get().number

    forget(member, officer)

    assert PageGeneration.objects.get().number > before
    assert not member.offices.filter(is_public=True).exists()


def test_what_only_people_can_do_is_said(story, member, officer):
    Meeting.objects.filter(pk=story.pk).update(minutes_file="dang/bien-ban/1/x.pdf")

    erased = forget(member, officer)

    assert erased.remains == [
        f"Tệp biên bản tải lên không tự sửa được, của các buổi sinh hoạt số {story.pk}."
    ]


# --- A copy ---------------------------------------------------------------------------


def test_a_copy_holds_what_is_kept_of_the_person_and_of_nobody_else(
    story, member, officer
):
    sections = {it.key: it for it in erasure.copy_of(member)}

    rows = {key: list(section.rows) for key, section in sections.items()}
    assert ("Số thẻ đảng viên", "12.987654") in rows["nguoi"]
    assert [row[0] for row in rows["sinh_hoat"]] == ["Chi bộ Một"]
    assert [(row[4], row[5]) for row in rows["diem_danh"]] == [
        ("Vắng có lý do", "RIÊNG-TƯ ốm"),
        ("Có mặt", ""),
    ]
    assert [row[2] for row in rows["y_kien"]] == 2 * ["RIÊNG-TƯ ý kiến"]
    assert len(rows["nhat_ky"]) == PartyLogEntry.objects.filter(member=member).count()
    text = as_json(list(sections.values())).decode()
    others = Member.objects.exclude(pk=member.pk).values_list("full_name", flat=True)
    assert [name for name in [*others, str(officer)] if name in text] == []


def test_every_row_of_a_copy_has_a_cell_for_each_column(story, member):
    sections = erasure.copy_of(member)

    for section in sections:
        assert {len(row) for row in section.rows} <= {len(section.columns)}
    assert [it.key for it in sections if not it.rows] == ["mien", "yeu_cau"]


def test_a44_no_cell_of_a_copy_can_become_a_formula(story, member):
    Opinion.objects.filter(member=member).update(text="=HYPERLINK(1)")
    Member.objects.filter(pk=member.pk).update(register_code="+1;@2")
    member.refresh_from_db()

    content = as_workbook(erasure.copy_of(member))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
        sheets = [
            archive.read(it).decode() for it in archive.namelist() if "/sheet" in it
        ]
    assert "'=HYPERLINK(1)" in strings
    assert "'+1;'@2" in strings
    assert len(sheets) == 11
    assert [it for it in sheets if "<f>" in it] == []
    assert re.findall(r"<t[^>]*>[=+\-@]", strings) == []


def test_a_copy_asks_the_same_number_of_queries_for_any_history(
    story, member, django_assert_num_queries
):
    with django_assert_num_queries(10):
        erasure.copy_of(member)
    Opinion.objects.bulk_create(
        [Opinion(meeting=story, member=member, text="Thêm") for _ in range(3)]
    )
    with django_assert_num_queries(10):
        erasure.copy_of(member)
