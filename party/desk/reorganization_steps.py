"""An organization begins, is renamed, merged, split, dissolved; its public page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from news.desk.admin.base import StoredChoice
from news.models import Unit
from party import records
from party.desk.record_form import DatedForm, RecordForm, active
from party.enums import OrganizationKind, OrganizationState
from party.models import Member, Membership, Office, Organization

if TYPE_CHECKING:
    from portal.models import User


def parent_field() -> Any:
    return StoredChoice(
        Organization.objects.none(),
        label="Trực thuộc",
        required=False,
        empty_label="— Không, hoặc cấp trên ngoài cơ quan —",
    )


class SuperiorForm(DatedForm):
    """A name, and what it stands under."""

    name = forms.CharField(label="Tên tổ chức", max_length=250)
    parent = parent_field()
    external_superior = forms.CharField(
        label="Cấp trên ngoài cơ quan",
        max_length=250,
        required=False,
        help_text="Ví dụ: Đảng bộ Sở Công Thương.",
    )

    def prepare(self) -> None:
        rows = active()
        if self.row is not None:
            rows = rows.exclude(pk=self.row.pk)
        self.fields["parent"].queryset = rows  # type: ignore[attr-defined]

    def superior(self) -> dict[str, Any]:
        names = ("parent", "external_superior")
        return {name: self.cleaned_data[name] for name in names}


class Found(SuperiorForm):
    slug, title, button = "them", "Thành lập tổ chức", "Thành lập"

    kind = forms.ChoiceField(label="Loại hình", choices=OrganizationKind.choices)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.order_by("slug"),
        label="Đơn vị chuyên môn",
        required=False,
        help_text="Những phòng, đội có đảng viên sinh hoạt ở đây.",
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = [
        *("name", "kind", "parent", "external_superior"),
        *("on", "decision", "units"),
    ]

    def prepare(self) -> None:
        super().prepare()
        self.fields["on"].label = "Thành lập ngày"

    def take(self, by: User) -> Any:
        cleaned = self.cleaned_data
        kind = OrganizationKind(cleaned["kind"])
        more = {"kind": kind, "units": cleaned["units"], **self.superior()}
        return records.found(cleaned["name"], **more, **self.dated(by))


class ActiveForm(DatedForm):
    """Of an organization that has not ended."""

    def makes_sense(self) -> bool:
        return self.row.state == OrganizationState.ACTIVE


class Rename(SuperiorForm):
    slug, title = "doi-ten", "Đổi tên, đổi cấp trên"
    hint = "Buổi họp, nhiệm kỳ trước ngày này vẫn mang tên cũ."

    field_order = ["name", "parent", "external_superior", "on", "decision"]

    def prepare(self) -> None:
        super().prepare()
        for name in ("name", "parent", "external_superior"):
            self.initial.setdefault(name, getattr(self.row, name))

    def makes_sense(self) -> bool:
        return self.row.state == OrganizationState.ACTIVE

    def take(self, by: User) -> Any:
        name = self.cleaned_data["name"]
        return records.rename(self.row, name=name, **self.superior(), **self.dated(by))


class Merge(ActiveForm):
    slug, title, button = "sap-nhap", "Sáp nhập tổ chức khác vào đây", "Sáp nhập"
    hint = (
        "Các tổ chức được chọn kết thúc vào hôm trước; nhiệm kỳ và chức vụ ở đó thôi, "
        "đảng viên sinh hoạt ở đây từ ngày này. Buổi họp cũ vẫn thuộc tổ chức cũ, mang "
        "tên cũ. Chức vụ mới được giao sau, theo quyết định."
    )

    merged = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label="Tổ chức được sáp nhập",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn tổ chức được sáp nhập."},
    )

    field_order = ["merged", "on", "decision"]

    def prepare(self) -> None:
        same = OrganizationKind(self.row.kind).is_branch
        rows = active(branches=same).exclude(pk=self.row.pk)
        self.fields["merged"].queryset = rows  # type: ignore[attr-defined]

    def take(self, by: User) -> Any:
        merged = list(self.cleaned_data["merged"])
        return records.merge(merged, into=self.row, **self.dated(by))


class Split(ActiveForm):
    slug, title, button = "chia-tach", "Chia tách", "Chia tách"
    hint = (
        "Thành lập các tổ chức mới trước, rồi chọn cho từng người. Tổ chức này kết "
        "thúc vào hôm trước ngày chia tách."
    )

    def prepare(self) -> None:
        rows = Membership.objects.filter(organization=self.row)
        today = timezone.localdate()
        self.people = list(
            Member.objects.filter(
                pk__in=rows.between(today, today.max).values("member")
            ).in_order()
        )
        self.targets = list(
            active(branches=OrganizationKind(self.row.kind).is_branch).exclude(
                pk=self.row.pk
            )
        )
        choices = [("", "— Chọn —"), *((row.pk, row.name) for row in self.targets)]
        for member in self.people:
            self.fields[f"into_{member.pk}"] = forms.ChoiceField(
                label=member.full_name, choices=choices
            )

    def take(self, by: User) -> Any:
        into: dict[Organization, list[Member]] = {}
        chosen = {str(row.pk): row for row in self.targets}
        for member in self.people:
            target = chosen[self.cleaned_data[f"into_{member.pk}"]]
            into.setdefault(target, []).append(member)
        return records.split(self.row, into=into, **self.dated(by))


class Dissolve(ActiveForm):
    slug, title, button = "giai-the", "Giải thể", "Giải thể"
    hint = (
        "Chuyển sinh hoạt hết đảng viên trước. Tổ chức kết thúc vào hôm trước ngày này."
    )

    def take(self, by: User) -> Any:
        return records.dissolve(self.row, **self.dated(by))


class Present(RecordForm):
    """What is no history: how it is shown, and for whom its members work."""

    slug, title, button = "sua", "Sửa thông tin", "Lưu"
    hint = "Tên và cấp trên đổi ở trang “Đổi tên, đổi cấp trên”."

    units = forms.ModelMultipleChoiceField(
        Unit.objects.order_by("slug"),
        label="Đơn vị chuyên môn",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seat = forms.CharField(
        label="Địa danh ghi trên biên bản",
        max_length=60,
        required=False,
        help_text="Ví dụ: Hưng Yên. Để trống thì lấy của tổ chức cấp trên.",
    )
    position = forms.IntegerField(
        label="Thứ tự", min_value=0, max_value=32_767, help_text="Nhỏ đứng trước."
    )
    is_public = forms.BooleanField(
        label="Có trang công khai",
        required=False,
        help_text="Trang công khai chỉ có tên, loại hình, nhiệm kỳ, chức vụ được công "
        "khai và tin bài.",
    )

    def prepare(self) -> None:
        for name in ("seat", "position", "is_public"):
            self.initial.setdefault(name, getattr(self.row, name))
        self.initial.setdefault("units", list(self.row.units.all()))

    def take(self, by: User) -> Any:
        return records.present(self.row, by=by, **self.cleaned_data)


class Announce(RecordForm):
    slug, title, button = "cong-khai", "Công khai chức vụ", "Lưu"
    hint = "Chỉ chọn những chức vụ đã được công bố chính thức."

    offices = forms.ModelMultipleChoiceField(
        Office.objects.none(),
        label="Hiện trên trang công khai",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        rows = Office.objects.of(self.row).on(timezone.localdate())
        field: Any = self.fields["offices"]
        field.queryset = rows.select_related("member").order_by("starts_on", "pk")
        self.initial.setdefault("offices", [row.pk for row in rows if row.is_public])

    def makes_sense(self) -> bool:
        field: Any = self.fields["offices"]
        return field.queryset.exists()

    def take(self, by: User) -> Any:
        return records.announce(self.row, public=self.cleaned_data["offices"], by=by)


STEPS: list[type[RecordForm]] = [
    Rename,
    Merge,
    Split,
    Dissolve,
    Present,
    Announce,
]
