"""Party records whose every private text is a marker that stands nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from news import publishing
from party import meetings, records, story
from party.enums import GradeLevel, MeetingState, OfficeRole, RequestKind
from party.models import (
    Acknowledgement,
    DataRequest,
    Grading,
    Guest,
    Meeting,
    MeetingPhoto,
    Member,
    OrganizationAccess,
    Succession,
)
from party.story import pictures
from tests.factories import (
    CategoryFactory,
    PartyOfficerFactory,
    UnitFactory,
    UserFactory,
    picture,
)
from tests.party.factories import (
    MeetingFactory,
    MemberFactory,
    OfficeFactory,
    OrganizationFactory,
    TermFactory,
)

PASSWORD = "Mat-khau-cua-phep-thu-1"
BORN, ADMITTED, OFFICIAL = date(1931, 7, 13), date(1957, 8, 14), date(1958, 9, 16)
# What may be read by everybody, of every row.
PUBLIC = {
    "Organization": {"name", "slug"},
    "OrganizationVersion": {"name"},
    "Term": {"label"},
}
# No texts of a person: names of files by chance, and what proves that nothing changed.
# The sealed day is marked with the other days.
TECHNICAL = {"file", "minutes_file", "digest", "sealed_born_on"}


@dataclass
class World:
    markers: dict[str, str] = field(default_factory=dict)  # Marker: where it stands.
    told: list[models.Model] = field(default_factory=list)  # Rows that a story shows.
    member: Any = None
    branch: Any = None
    hidden: Any = None
    held: Any = None
    closed: Any = None
    edition: Any = None
    officer: Any = None

    def found_in(self, text: str) -> dict[str, str]:
        """The markers in that text: {marker: where it comes from}."""
        plain = text.casefold()
        return {mark: of for mark, of in self.markers.items() if mark in plain}


def world() -> World:
    """A public branch with everything there is; then the marks; then its story."""
    made = World(officer=PartyOfficerFactory(password=PASSWORD))
    CategoryFactory(name="Sinh hoạt chi bộ")
    made.branch = OrganizationFactory(
        name="Chi bộ Đội số 1", is_public=True, units=[UnitFactory()]
    )
    made.hidden = OrganizationFactory(name="Chi bộ kín")
    term = TermFactory(organization=made.branch)
    announced = OfficeFactory(
        term=term,
        member=MemberFactory(full_name="Lê Văn Bình", organization=made.branch),
        is_public=True,
    )
    made.member = MemberFactory(organization=made.branch)
    role = OfficeRole.COMMITTEE
    private = OfficeFactory(term=term, member=made.member, role=role)
    _meetings(made, announced.member)
    _around(made)
    _mark(made, public=[announced, announced.member])
    _mark_days(made, private.member)
    made.held.refresh_from_db()
    photo = MeetingPhoto.objects.get(is_public=True)
    article = story.draft_from(made.held, by=made.officer, chosen=[photo])
    made.edition = publishing.publish(article, by=None)
    return made


def _meetings(made: World, chair: Member) -> None:
    lists: dict[str, Any] = {
        "agenda": [{"text": "Thông tin thời sự"}, {"text": "Kiểm điểm đảng viên"}],
        "guests": [
            {"full_name": "Trần Thị Hoa", "post": "Trưởng ban", "is_public": True},
            {"full_name": "Vũ Văn Kín", "post": "Phó Trưởng ban", "is_public": False},
        ],
        "opinions": [{"member": made.member, "text": "Ý kiến"}],
        "tasks": [{"text": "Nhiệm vụ", "assignee": made.member}],
        "resolutions": [{"number": "01-NQ/CB", "summary": "Nghị quyết", "text": "Văn"}],
    }
    of_branch = {"organization": made.branch, "chair": chair, "secretary": made.member}
    made.held = MeetingFactory(state=MeetingState.HELD, **of_branch, **lists)
    closed = {"state": MeetingState.CLOSED, "starts_at": _earlier(made.held.starts_at)}
    made.closed = MeetingFactory(**closed, **of_branch, **lists)
    meetings.amend(
        made.closed, text="Sai", reason="Nhầm", password=PASSWORD, by=made.officer
    )
    for number in range(2):
        photo = pictures.add(made.held, picture(number), by=made.officer)
        values = {"caption": "Quang cảnh", "alt": "Phòng họp", "credit": "Hải Yến"}
        MeetingPhoto.objects.filter(pk=photo.pk).update(is_public=number == 0, **values)


def _earlier(moment: Any) -> Any:
    return moment.replace(month=moment.month - 1)


def _around(made: World) -> None:
    branch, member, by = made.branch, made.member, made.officer
    records.exempt(member, on=date(2024, 5, 1), by=by, decision="12-QĐ/ĐU")
    level, at = GradeLevel.GOOD, {"year": 2023}
    Grading.objects.create(organization=branch, decided_level=level, **at)
    Grading.objects.create(organization=branch, member=member, points={"1": "9"}, **at)
    Acknowledgement.objects.create(
        rule=10,
        key="khóa",
        organization=branch,
        reason="Lý do",
        at=by.date_joined,
        by=by,
    )
    day = date(2024, 1, 2)
    DataRequest.objects.create(
        member=member,
        kind=RequestKind.COPY,
        received_on=day,
        answer_by=day,
        due_on=day,
        note="Ghi chú",
    )
    OrganizationAccess.objects.create(
        user=UserFactory(is_staff=True), organization=made.hidden, starts_on=day
    )
    Succession.objects.create(
        predecessor=made.hidden, successor=branch, kind="sap-nhap", happened_on=day
    )


def _mark(made: World, *, public: list[Any]) -> None:
    """Every private text of every row; a model without a row fails."""
    numbers = count(1)
    told = {
        (Member, public[1].pk): {"full_name", "sort_key", "search_text"},
        (type(public[0]), public[0].pk): {"title"},
        (Guest, made.held.guests.get(is_public=True).pk): {
            *("full_name", "post", "organization")
        },
        (Meeting, made.held.pk): {"theme", "tale_title"},
        (type(made.held.agenda.first()), made.held.agenda.first().pk): {"text"},
        (type(made.held.agenda.last()), made.held.agenda.last().pk): set(),
        (MeetingPhoto, made.held.photos.get(is_public=True).pk): {
            *("caption", "alt", "credit")
        },
    }
    for model in apps.get_app_config("party").get_models():
        rows = list(model._base_manager.all())
        assert rows, f"no row of {model.__name__} to mark"
        for row in rows:
            kept = told.get((model, row.pk), set()) | TECHNICAL
            kept |= PUBLIC.get(model.__name__, set())
            values = {}
            for each in model._meta.fields:
                if each.name in kept or not _is_text(each):
                    continue
                mark = f"kin{next(numbers):04}q"
                made.markers[mark] = f"{model.__name__}.{each.name}"
                values[each.name] = _marked(row, each, mark)
            if values:
                model._base_manager.filter(pk=row.pk).update(**values)


def _is_text(each: models.Field) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(each, kinds) and not each.choices


def _marked(row: Any, each: models.Field, mark: str) -> Any:
    """The mark, in the form that the column has."""
    if each.name == "sealed_card_number":
        row.card_number = mark
        return row.sealed_card_number
    value = getattr(row, each.name)
    if isinstance(each, models.JSONField):
        return {**value, "dau": mark}
    if each.name in {"snapshot", "data"} and value:
        return json.dumps({**json.loads(value), "dau": mark})
    if (type(row).__name__, each.name) == ("AgendaItem", "text"):
        return f"Kiểm điểm {mark}"  # Delicate: it stays inside unless chosen.
    return mark[: each.max_length] if each.max_length else mark


def _mark_days(made: World, member: Member) -> None:
    days = {"born_on": BORN, "admitted_on": ADMITTED, "official_on": OFFICIAL}
    row = Member.objects.get(pk=member.pk)
    for name, day in days.items():
        setattr(row, name, day)
    row.save()
    for name, day in days.items():
        for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
            made.markers[f"{day:{form}}"] = f"Member.{name}"
