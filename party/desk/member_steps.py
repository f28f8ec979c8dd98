"""What is recorded of a member, one small form each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from party import records
from party.desk.record_form import (
    DatedForm,
    RecordForm,
    active,
    branch_field,
    day_field,
)
from party.enums import Gender, MembershipEnd, MembershipKind, OfficeEnd
from party.models import Exemption, Membership, Office

if TYPE_CHECKING:
    from portal.models import User

STAYS = (MembershipKind.AWAY, MembershipKind.HOSTED)
LEAVING = [(reason.value, reason.label) for reason in records.LEAVING]
OFFICE_END = [
    (reason.value, reason.label)
    for reason in (OfficeEnd.RESIGNED, OfficeEnd.DISMISSED, OfficeEnd.TERM)
]


def open_rows(model: Any, member: Any) -> Any:
    """Its rows of that member that have not ended by today."""
    today = timezone.localdate()
    return model.objects.filter(member=member).between(today, today.max)


def belongs(member: Any) -> bool:
    rows = open_rows(Membership, member)
    return rows.filter(kind=MembershipKind.OFFICIAL).exists()


class Transfer(DatedForm):
    slug, title = "chuyen-sinh-hoat", "Chuyển sinh hoạt chính thức"
    hint = (
        "Nơi cũ kết thúc vào hôm trước ngày này. Chức vụ ở tổ chức mà đảng viên không "
        "còn sinh hoạt cũng thôi từ ngày này."
    )

    to = branch_field("Chuyển đến chi bộ", "Để trống khi chuyển ra ngoài cơ quan.")
    place = forms.CharField(
        label="Hoặc nơi ngoài cơ quan",
        max_length=250,
        required=False,
        help_text="Ví dụ: Chi bộ Văn phòng, Đảng bộ Sở Tài chính.",
    )

    field_order = ["to", "place", "on", "decision"]

    def prepare(self) -> None:
        self.fields["to"].queryset = active(branches=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") and cleaned.get("place") and belongs(self.row):
            self.add_error("place", "Chỉ chọn một: chi bộ trong cơ quan hoặc nơi khác.")
        return cleaned

    def take(self, by: User) -> Any:
        cleaned = self.cleaned_data
        return records.transfer(
            self.row, to=cleaned["to"], place=cleaned["place"], **self.dated(by)
        )


class Officialize(DatedForm):
    slug, title = "chinh-thuc", "Công nhận đảng viên chính thức"
    button = "Công nhận"

    def makes_sense(self) -> bool:
        return self.row.official_on is None

    def take(self, by: User) -> Any:
        return records.officialize(self.row, **self.dated(by))


class SendAway(DatedForm):
    slug, title = "tam-thoi", "Chuyển sinh hoạt tạm thời"
    hint = "Đảng viên vẫn thuộc chi bộ chính, không tính vào số phải dự họp ở đó."

    to = branch_field("Đến chi bộ", "Để trống khi ra ngoài cơ quan.")
    place = forms.CharField(
        label="Hoặc nơi ngoài cơ quan", max_length=250, required=False
    )
    until = day_field("Đến hết ngày", "Để trống khi chưa rõ.")

    field_order = ["to", "place", "on", "until", "decision"]

    def prepare(self) -> None:
        self.fields["to"].queryset = active(branches=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") and cleaned.get("place"):
            self.add_error("place", "Chỉ chọn một: chi bộ trong cơ quan hoặc nơi khác.")
        return cleaned

    def take(self, by: User) -> Any:
        names = ("to", "place", "until")
        chosen = {name: self.cleaned_data[name] for name in names}
        return records.send_away(self.row, **chosen, **self.dated(by))


class Return(DatedForm):
    slug, title = "het-tam-thoi", "Hết sinh hoạt tạm thời"
    hint = "Từ ngày này đảng viên không còn ở nơi sinh hoạt tạm thời."

    def makes_sense(self) -> bool:
        return open_rows(Membership, self.row).filter(kind__in=STAYS).exists()

    def take(self, by: User) -> Any:
        return records.return_(self.row, **self.dated(by))


class Exempt(DatedForm):
    slug, title = "mien", "Miễn công tác, sinh hoạt"

    until = day_field("Đến hết ngày", "Để trống khi chưa rõ.")

    field_order = ["on", "until", "decision"]

    def take(self, by: User) -> Any:
        until = self.cleaned_data["until"]
        return records.exempt(self.row, until=until, **self.dated(by))


class EndExemption(DatedForm):
    slug, title = "het-mien", "Hết thời gian miễn"
    hint = "Từ ngày này đảng viên tham gia công tác, sinh hoạt trở lại."

    def prepare(self) -> None:
        self.exemption = open_rows(Exemption, self.row).first()

    def makes_sense(self) -> bool:
        return self.exemption is not None

    def take(self, by: User) -> Any:
        return records.end_exemption(self.exemption, **self.dated(by))


class EndOffice(DatedForm):
    slug, title = "thoi-chuc", "Thôi giữ chức vụ"

    office = forms.ModelChoiceField(Office.objects.none(), label="Chức vụ")
    reason = forms.ChoiceField(label="Lý do", choices=OFFICE_END)

    field_order = ["office", "on", "reason", "decision"]

    def prepare(self) -> None:
        rows = open_rows(Office, self.row).select_related(
            "member", "term__organization"
        )
        field: Any = self.fields["office"]
        field.queryset = rows
        field.label_from_instance = lambda row: f"{row.label}, {row.term.organization}"
        held = list(rows[:2])
        if len(held) == 1:
            field.initial = held[0].pk

    def makes_sense(self) -> bool:
        field: Any = self.fields["office"]
        return field.queryset.exists()

    def take(self, by: User) -> Any:
        reason = OfficeEnd(self.cleaned_data["reason"])
        office = self.cleaned_data["office"]
        return records.end_office(office, reason=reason, **self.dated(by))


class Leave(DatedForm):
    slug, title = "thoi-la-dang-vien", "Thôi là đảng viên"
    hint = "Chức vụ, nơi sinh hoạt tạm thời và thời gian miễn cũng kết thúc."

    reason = forms.ChoiceField(label="Lý do", choices=[("", "— Chọn —"), *LEAVING])

    field_order = ["reason", "on", "decision"]

    def makes_sense(self) -> bool:
        return belongs(self.row)

    def take(self, by: User) -> Any:
        reason = MembershipEnd(self.cleaned_data["reason"])
        return records.leave(self.row, reason=reason, **self.dated(by))


class Describe(RecordForm):
    slug, title, button = "sua", "Sửa thông tin", "Lưu"
    hint = "Không ghi số định danh, số điện thoại và nơi ở của đảng viên."

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    gender = forms.ChoiceField(
        label="Giới tính", choices=[("", "—"), *Gender.choices], required=False
    )
    born_on = day_field("Ngày sinh")
    card_number = forms.CharField(
        label="Số thẻ đảng viên",
        max_length=20,
        required=False,
        help_text="Để trống thì giữ số đang có. Số được mã hóa khi lưu.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    register_code = forms.CharField(
        label="Mã trên Sổ tay đảng viên điện tử", max_length=60, required=False
    )

    def prepare(self) -> None:
        for name in ("full_name", "gender", "born_on", "register_code"):
            self.initial.setdefault(name, getattr(self.row, name))

    def take(self, by: User) -> Any:
        """Only what was changed: another officer's change of the rest stays."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        if changed:
            records.describe(self.row, by=by, **changed)


class CorrectDates(RecordForm):
    slug, title = "dinh-chinh", "Đính chính ngày vào Đảng, ngày chính thức"
    hint = "Dùng khi hồ sơ ghi sai. Lần đính chính được giữ trong biến động."

    admitted_on = day_field("Ngày vào Đảng", required=True)
    official_on = day_field("Ngày chính thức", "Để trống khi còn dự bị.")
    note = forms.CharField(label="Căn cứ", max_length=120, required=False)

    def prepare(self) -> None:
        for name in ("admitted_on", "official_on"):
            self.initial.setdefault(name, getattr(self.row, name))

    def take(self, by: User) -> Any:
        return records.correct_dates(self.row, by=by, **self.cleaned_data)


STEPS: list[type[RecordForm]] = [
    Transfer,
    Officialize,
    SendAway,
    Return,
    Exempt,
    EndExemption,
    EndOffice,
    Leave,
    Describe,
    CorrectDates,
]
