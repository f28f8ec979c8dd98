"""The page of one meeting: everything in one form, saved at once, and nothing lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.desk.moments import written
from party import meetings
from party.desk.meetings.typed import stored
from party.enums import (
    AttendanceStatus,
    LogKind,
    MeetingState,
    ResolutionState,
    TaskState,
)
from party.models import Meeting, PartyLogEntry
from tests.document_files import docx, pdf, xlsx
from tests.factories import PartyOfficerFactory
from tests.party.factories import (
    MEETING,
    AccessFactory,
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
    full_points,
)

pytestmark = pytest.mark.django_db
PRESENT, EXCUSED = AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED


@pytest.fixture
def officer():
    return PartyOfficerFactory(full_name="Trần Thị Hồ Sơ")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def branch():
    return OrganizationFactory(name="Chi bộ Phòng Nghiệp vụ")


@pytest.fixture
def members(branch):
    return MemberFactory.create_batch(3, organization=branch)


@pytest.fixture
def meeting(branch, members):
    return MeetingFactory(organization=branch)


def url(meeting, page="change"):
    return reverse(f"admin:party_meeting_{page}", args=[meeting.pk])


def form(meeting, **typed):
    """What a browser would send of the page as it stands now, and `typed`."""
    meeting.refresh_from_db()
    saved = stored(meeting)
    data = dict(saved.data().items())
    data |= {"version": str(meeting.version), "base": saved.encode()}
    return data | typed


def row(prefix, number, total, /, **fields):
    named = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": str(total), **named}


# --- Planning -------------------------------------------------------------------------


def test_a_new_meeting_knows_its_usual_chair_secretary_and_place(desk, branch, members):
    term = TermFactory(organization=branch)
    chair = OfficeFactory(term=term, member=members[2]).member
    earlier = MEETING - timedelta(days=30)
    MeetingFactory(
        organization=branch, starts_at=earlier, secretary=members[1], place="Hội trường"
    )

    response = desk.post(
        reverse("admin:party_meeting_add"),
        {
            "organization": branch.pk,
            "kind": "thuong-ky",
            "starts_at": "27/12/2023 14:00",
            "mode": "truc-tiep",
        },
    )

    meeting = Meeting.objects.newest().first()
    assert response.status_code == 302
    assert response.url == url(meeting)
    assert (meeting.year, meeting.month) == (2023, 12)
    assert (meeting.chair, meeting.secretary) == (chair, members[1])
    assert meeting.place == "Hội trường"


def test_a_plan_that_breaks_a_rule_comes_back_with_everything_typed(desk, meeting):
    response = desk.post(
        reverse("admin:party_meeting_add"),
        {
            "organization": meeting.organization_id,
            "kind": "thuong-ky",
            "starts_at": "28/12/2023 14:00",
            "mode": "truc-tiep",
            "place": "Phòng họp tầng hai",
        },
    )

    assert response.status_code == 200
    assert "đã có buổi sinh hoạt thường kỳ" in str(
        response.context["form"].errors["month"]
    )
    assert "Phòng họp tầng hai" in response.text
    assert Meeting.objects.count() == 1


# --- Saving ---------------------------------------------------------------------------


def test_everything_of_the_page_is_saved_at_once(desk, meeting, members):
    typed = {
        "chair": str(members[0].pk),
        "secretary": str(members[1].pk),
        "ends_at": "10:15",
        "place": "  Hội   trường tầng hai ",
        "last_result": "Kiểm tra 12 vụ.\r\nXử lý 9 vụ.",
        "minutes": "Chi bộ thống nhất.",
        **row("agenda", 0, 2, text="Đánh giá tháng 11", presenter=str(members[2].pk)),
        **row("agenda", 1, 2, text="Phương hướng tháng 1"),
        **row(
            "guests",
            0,
            1,
            full_name="Lê Văn Khách",
            post="Phó Bí thư Đảng ủy",
            is_public="on",
        ),
        **row("opinions", 0, 1, member=str(members[1].pk), text="Đề nghị tăng ca."),
        **row(
            "tasks",
            0,
            1,
            text="Lập danh sách",
            assignee=str(members[2].pk),
            due_on="15/01/2024",
            state=TaskState.OPEN,
        ),
        **row(
            "resolutions",
            0,
            1,
            number="01-NQ/CB",
            summary="Nghị quyết tháng 1",
            votes_for="3",
            state=ResolutionState.PASSED,
        ),
        **{f"status-{member.pk}": PRESENT for member in members},
    }

    response = desk.post(url(meeting), form(meeting, **typed))

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert timezone.localtime(meeting.ends_at) == MEETING + timedelta(minutes=135)
    assert meeting.place == "Hội trường tầng hai"
    assert meeting.last_result == "Kiểm tra 12 vụ.\nXử lý 9 vụ."
    assert list(meeting.agenda.values_list("text", "presenter")) == [
        ("Đánh giá tháng 11", members[2].pk),
        ("Phương hướng tháng 1", None),
    ]
    assert str(meeting.guests.get()) == "Lê Văn Khách – Phó Bí thư Đảng ủy"
    assert meeting.opinions.get().member == members[1]
    assert f"{meeting.tasks.get().due_on:%d/%m/%Y}" == "15/01/2024"
    assert meeting.resolutions.get().votes_for == 3
    assert meeting.attendance.filter(status=PRESENT).count() == 3


def test_the_page_shows_what_it_saved_and_saving_it_again_changes_nothing(
    desk, branch, members
):
    meeting = MeetingFactory(
        organization=branch,
        agenda=[{"text": "Một", "presenter": members[0]}, {"text": "Hai"}],
        guests=[{"full_name": "Lê Văn Khách", "is_public": False}],
        tasks=[{"text": "Việc", "assignee": members[1]}],
        attendance={members[2].pk: (EXCUSED, "đi công tác")},
    )
    before = stored(meeting)

    page = desk.get(url(meeting))
    desk.post(url(meeting), form(meeting))

    meeting.refresh_from_db()
    assert vars(stored(meeting)) == vars(before)
    assert page.context["base"] == before.encode()
    assert "đi công tác" in page.text


def test_rows_are_moved_emptied_and_dropped(desk, branch):
    rows = [{"text": text} for text in ("Một", "Hai", "Ba", "Bốn")]
    meeting = MeetingFactory(organization=branch, agenda=rows)
    first = meeting.agenda.get(text="Một")
    moved = {
        "agenda-0-ORDER": "4",
        "agenda-1-ORDER": "2",
        "agenda-1-DELETE": "on",
        "agenda-2-text": "",
        "agenda-3-ORDER": "1",
    }

    desk.post(url(meeting), form(meeting, **moved))

    assert list(meeting.agenda.values_list("text", flat=True)) == ["Bốn", "Một"]
    assert meeting.agenda.get(text="Một") == first


def test_a_bad_field_says_so_and_nothing_typed_is_lost(desk, meeting, members):
    typed = {
        "starts_at": "32/12/2023 8:00",
        "minutes": "Đã gõ rất lâu.",
        **row("guests", 0, 2, full_name="", post="Bí thư"),
        **row("guests", 1, 2, full_name="Lê Văn Khách", post="Phó Bí thư"),
        f"status-{members[0].pk}": EXCUSED,
        f"reason-{members[0].pk}": "đi công tác",
    }

    response = desk.post(url(meeting), form(meeting, **typed))

    assert response.status_code == 200
    assert response.context["form"].errors["starts_at"] == [
        "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00."
    ]
    assert response.context["editing"].sets["guests"].forms[0].errors.keys() == {
        "full_name"
    }
    for text in ("32/12/2023 8:00", "Đã gõ rất lâu.", "Lê Văn Khách", "đi công tác"):
        assert text in response.text
    assert not meeting.guests.exists()


def test_a_rule_that_blocks_stands_at_its_field(desk, meeting, members):
    typed = {
        "chair": str(members[0].pk),
        f"status-{members[0].pk}": EXCUSED,
        **row(
            "resolutions", 0, 1, summary="Nghị quyết", votes_for="9", state="du-thao"
        ),
    }

    response = desk.post(url(meeting), form(meeting, **typed))

    assert list(response.context["form"].errors) == ["chair"]
    resolution = response.context["editing"].sets["resolutions"].forms[0]
    assert list(resolution.errors) == ["votes_for"]
    assert not meeting.attendance.exists()


def test_the_rest_is_present_with_one_box(desk, meeting, members):
    away = {f"status-{members[1].pk}": EXCUSED, f"reason-{members[1].pk}": "ốm"}

    desk.post(url(meeting), form(meeting, rest_present="on", **away))

    assert dict(meeting.attendance.values_list("member", "status")) == {
        members[0].pk: PRESENT,
        members[1].pk: EXCUSED,
        members[2].pk: PRESENT,
    }


# --- Steps ----------------------------------------------------------------------------


def test_a_button_saves_and_takes_its_step(desk, meeting):
    desk.post(url(meeting), form(meeting, _step="announce", place="Hội trường"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.place) == (MeetingState.ANNOUNCED, "Hội trường")


def test_a_step_that_is_refused_leaves_what_was_saved(desk, branch):
    meeting = MeetingFactory(organization=branch, state=MeetingState.HELD)

    response = desk.post(
        url(meeting), form(meeting, _step="submit", minutes="", place="Phòng 1")
    )

    meeting.refresh_from_db()
    assert (meeting.state, meeting.place) == (MeetingState.HELD, "Phòng 1")
    assert list(response.context["form"].errors) == ["minutes"]


def test_the_way_of_a_meeting_to_its_end_through_the_desk(desk, officer, meeting):
    said = {"minutes": "Chi bộ thống nhất.", "rest_present": "on", "ends_at": "10:05"}
    people = [str(row.member.pk) for row in meeting_lines(meeting)]
    said |= {"chair": people[0], "secretary": people[1]}
    points = {f"points-{pk}": text for pk, text in full_points(meeting).items()}

    for step in ("announce", "hold", "submit"):
        desk.post(url(meeting), form(meeting, _step=step, **said, **points))
    meeting.refresh_from_db()
    closing = desk.get(url(meeting, "close"))
    desk.post(url(meeting, "close"), {"version": meeting.version})

    meeting.refresh_from_db()
    assert closing.context["missing"] == []
    assert meeting.state == MeetingState.CLOSED
    assert meeting.closed_by == officer
    assert meetings.verify(meeting) == []


def meeting_lines(meeting):
    from party.roster import roster

    return roster(meeting.organization, MEETING.date())


def test_a_closed_meeting_is_read_and_not_written(desk, branch):
    meeting = MeetingFactory(organization=branch, state=MeetingState.CLOSED)
    sent = form(meeting, place="Chỗ khác")

    page = desk.get(url(meeting))
    response = desk.post(url(meeting), sent)

    assert '<form method="post" enctype' not in page.text
    assert "Chi bộ thống nhất nội dung buổi sinh hoạt." in page.text
    assert response.context["editing"].general == [
        "Buổi họp đã chốt; chỉ sửa được bằng đính chính có ký."
    ]
    assert "Chỗ khác" in response.text
    meeting.refresh_from_db()
    assert meeting.place == ""


def test_closing_says_what_is_missing(desk, branch):
    meeting = MeetingFactory(organization=branch, state=MeetingState.MINUTES)

    page = desk.get(url(meeting, "close"))
    desk.post(url(meeting, "close"), {"version": meeting.version})

    assert [found.field for found in page.context["missing"]] == ["score"]
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.MINUTES


@pytest.mark.parametrize("page", ["postpone", "cancel"])
def test_putting_off_and_calling_off_want_a_reason(desk, meeting, page):
    typed = {"version": meeting.version, "to": "05/01/2024 8:00", "reason": " "}

    refused = desk.post(url(meeting, page), typed)
    desk.post(url(meeting, page), typed | {"reason": "Bão số 9"})

    meeting.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert meeting.state_reason == "Bão số 9"
    assert meeting.state == {"postpone": "hoan", "cancel": "huy"}[page]


def test_a_step_page_of_an_older_version_takes_no_step(desk, meeting):
    version = meeting.version
    meetings.save(meeting, fields={"place": "Phòng 1"}, by=None)

    response = desk.post(url(meeting, "cancel"), {"version": version, "reason": "Bão"})

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
    assert "vừa được người khác sửa" in response.text


# --- The file of the minutes ----------------------------------------------------------


def upload(content, name="Biên bản.docx"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def test_a_declared_file_is_kept_in_private_and_downloaded(desk, officer, meeting):
    content = docx()
    sent = form(meeting, declared="on", minutes_upload=upload(content))

    desk.post(url(meeting), sent)

    meeting.refresh_from_db()
    assert meeting.minutes_file_name == "Biên bản.docx"
    assert meeting.declared_by == officer
    response = desk.get(url(meeting, "minutes_file"))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert PartyLogEntry.objects.filter(kind=LogKind.EXPORT).count() == 1


def test_a_file_that_nobody_answers_for_is_refused(desk, meeting):
    response = desk.post(
        url(meeting), form(meeting, place="Phòng 1", minutes_upload=upload(docx()))
    )

    meeting.refresh_from_db()
    assert list(response.context["form"].errors) == ["declared"]
    assert (meeting.minutes_file, meeting.place) == ("", "")


@pytest.mark.parametrize("content", [xlsx(), b"MZ\x90", b""])
def test_only_documents_of_three_kinds_are_minutes(desk, meeting, content):
    desk.post(
        url(meeting), form(meeting, declared="on", minutes_upload=upload(content))
    )

    meeting.refresh_from_db()
    assert meeting.minutes_file == ""


def test_a_file_with_a_stamp_is_refused_though_somebody_declared(desk, meeting):
    stamped = docx(
        {"word/header1.xml": "<w:p><w:t>TỐI </w:t><w:t>MẬT</w:t></w:p>".encode()}
    )

    response = desk.post(
        url(meeting), form(meeting, declared="on", minutes_upload=upload(stamped))
    )

    meeting.refresh_from_db()
    assert meeting.minutes_file == ""
    assert "TỐI MẬT" in str(response.context["form"].errors["minutes_upload"])


def test_a_new_file_takes_the_place_of_the_old_one(
    desk, meeting, django_capture_on_commit_callbacks
):
    from django.core.files.storage import storages

    desk.post(url(meeting), form(meeting, declared="on", minutes_upload=upload(pdf())))
    meeting.refresh_from_db()
    old = meeting.minutes_file

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            url(meeting), form(meeting, declared="on", minutes_upload=upload(docx()))
        )

    meeting.refresh_from_db()
    assert not storages["private"].exists(old)
    assert storages["private"].exists(meeting.minutes_file)


def test_a_stamp_in_the_text_wants_a_declaration_and_is_flagged(desk, meeting):
    refused = desk.post(url(meeting), form(meeting, minutes="Công văn TỐI MẬT"))
    desk.post(url(meeting), form(meeting, minutes="Công văn TỐI MẬT", declared="on"))
    page = desk.get(url(meeting))

    assert list(refused.context["form"].errors) == ["declared"]
    assert [it.finding.rule for it in page.context["noted"]] == [0]


# --- Warnings -------------------------------------------------------------------------


def test_a_warning_is_noted_once_with_who_and_why(desk, officer, branch, members):
    absent = {members[2].pk: (AttendanceStatus.UNEXCUSED, "")}
    meeting = MeetingFactory(
        organization=branch, attendance=absent, state=MeetingState.HELD
    )
    key = f"10:unexcused:meeting-{meeting.pk}:member-{members[2].pk}"

    desk.post(url(meeting, "acknowledge"), {"key": key, "reason": "Đã nhắc nhở"})
    desk.post(url(meeting, "acknowledge"), {"key": key, "reason": "Lý do khác"})
    page = desk.get(url(meeting))

    noted = {it.finding.key: it.acknowledgement for it in page.context["noted"]}
    assert noted[key].reason == "Đã nhắc nhở"
    assert noted[key].by == officer
    assert noted[f"10:rate:meeting-{meeting.pk}"] is None
    assert f"đã ghi nhận: Đã nhắc nhở – {officer}" in page.text


@pytest.mark.parametrize(
    ("key", "reason"), [("10:rate:meeting-999", "Vì vậy"), ("", "Vì vậy"), (None, " ")]
)
def test_no_other_warning_and_none_without_a_reason_is_noted(
    desk, branch, members, key, reason
):
    absent = {members[2].pk: (AttendanceStatus.UNEXCUSED, "")}
    meeting = MeetingFactory(
        organization=branch, attendance=absent, state=MeetingState.HELD
    )
    own = f"10:rate:meeting-{meeting.pk}"

    desk.post(
        url(meeting, "acknowledge"),
        {"key": own if key is None else key, "reason": reason},
    )

    assert not meeting.organization.acknowledgements.exists()


# --- Amendments, tasks ----------------------------------------------------------------


def test_an_amendment_is_signed_with_the_password_and_the_record_stays(
    client, branch, members
):
    officer = PartyOfficerFactory(password="mat-khau-cua-phep-thu")
    client.force_login(officer)
    meeting = MeetingFactory(organization=branch, state=MeetingState.CLOSED)
    snapshot = meeting.snapshot
    typed = {"text": "Chủ trì là đồng chí khác.", "reason": "Ghi nhầm"}

    wrong = client.post(
        url(meeting, "amend"),
        typed | {"version": meeting.version, "password": "khac"},
    )
    client.post(
        url(meeting, "amend"),
        typed | {"version": meeting.version, "password": "mat-khau-cua-phep-thu"},
    )

    meeting.refresh_from_db()
    assert list(wrong.context["form"].errors) == ["password"]
    assert "Chủ trì là đồng chí khác." in wrong.text
    assert meeting.amendments.get().signed_by == officer
    assert meeting.snapshot == snapshot
    assert meetings.verify(meeting) == []
    assert "Chủ trì là đồng chí khác." in client.get(url(meeting)).text


def test_a_task_is_done_long_after_the_meeting_was_closed(desk, branch):
    meeting = MeetingFactory(
        organization=branch, tasks=[{"text": "Lập kế hoạch"}], state=MeetingState.CLOSED
    )
    task = meeting.tasks.get()
    address = reverse("admin:party_meeting_task", args=[meeting.pk, task.pk])

    desk.post(address, {"state": "xong"})

    task.refresh_from_db()
    assert (task.state, task.done_on) == (TaskState.DONE, timezone.localdate())
    assert meetings.verify(meeting) == []


def test_a_resolution_is_replaced_by_one_of_a_later_meeting_alone(desk, branch):
    passed = [{"summary": "Nghị quyết", "state": ResolutionState.PASSED}]
    old = MeetingFactory(
        organization=branch, resolutions=passed, state=MeetingState.CLOSED
    )
    later = MeetingFactory(
        organization=branch,
        starts_at=MEETING + timedelta(days=30),
        resolutions=passed,
        state=MeetingState.HELD,
    )
    foreign = MeetingFactory(
        starts_at=MEETING + timedelta(days=30),
        resolutions=passed,
        state=MeetingState.HELD,
    )
    row, new = old.resolutions.get(), later.resolutions.get()
    address = reverse("admin:party_meeting_resolution", args=[old.pk, row.pk])

    for wrong in (row.pk, foreign.resolutions.get().pk, "", "x"):
        desk.post(address, {"new": wrong})
    row.refresh_from_db()
    before = row.state
    desk.post(address, {"new": new.pk})

    row.refresh_from_db()
    assert before == ResolutionState.PASSED
    assert (row.state, row.replaced_by) == (ResolutionState.REPLACED, new)
    assert meetings.verify(old) == []
    assert "Được thay thế bằng Nghị quyết" in desk.get(url(old)).text


# --- The log --------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["change", "close", "amend"])
def test_every_view_with_names_is_logged(desk, officer, branch, page):
    state = {"change": "du-kien", "close": "cho-duyet", "amend": "da-chot"}[page]
    meeting = MeetingFactory(organization=branch, state=state)

    desk.get(url(meeting, page))

    views = PartyLogEntry.objects.filter(kind=LogKind.VIEW)
    assert list(views.values_list("actor", "meeting_id", "organization")) == [
        (officer.pk, meeting.pk, branch.pk)
    ]


def test_the_log_of_a_meeting_names_nobody_but_who_acted(desk, branch, members):
    meeting = MeetingFactory(organization=branch, state=MeetingState.HELD)

    page = desk.get(url(meeting, "history"))

    assert "Lập kế hoạch buổi sinh hoạt" in page.text
    assert not any(str(member) in page.text for member in members)


def test_written_moments_are_typed_back_the_same(meeting):
    assert stored(meeting).fields["starts_at"] == written(MEETING)


def test_a_named_officer_who_only_looks_gets_a_page_without_a_form(client, meeting):
    access = AccessFactory(organization=meeting.organization, may_record=False)
    client.force_login(access.user)

    page = client.get(url(meeting))
    sent = client.post(url(meeting), form(meeting, place="Chỗ khác"))

    assert page.status_code == 200
    assert "meeting-form" not in page.text
    assert sent.status_code == 403
