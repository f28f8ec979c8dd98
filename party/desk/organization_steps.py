"""What is recorded of an organization, one small form each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from news.desk.admin.base import StoredChoice
from party import records
from party.desk.record_form import (
    DatedForm,
    RecordForm,
    day_field,
)
from party.enums import (
    Gender,
    MembershipKind,
    OfficeBasis,
    OfficeRole,
    OrganizationKind,
    OrganizationState,
    TermOrigin,
)
from party.models import Member, Organization, Term
from party.rules import belonging

if TYPE_CHECKING:
    from portal.models import User

PERSON = ["full_name", "gender", "born_on", "card_number", "register_code"]


def is_branch(organization: Organization) -> bool:
    kind = OrganizationKind(organization.kind)
    return kind.is_branch and organization.state == OrganizationState.ACTIVE


class PersonForm(DatedForm):
    """Somebody new to the records."""

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    gender = forms.ChoiceField(
        label="Giới tính", choices=[("", "—"), *Gender.choices], required=False
    )
    born_on = day_field("Ngày sinh")
    card_number = forms.CharField(
        label="Số thẻ đảng viên",
        max_length=20,
        required=False,
        help_text="Được mã hóa khi lưu; trang hồ sơ chỉ hiện ba số cuối.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    register_code = forms.CharField(
        label="Mã trên Sổ tay đảng viên điện tử", max_length=60, required=False
    )

    def makes_sense(self) -> bool:
        return is_branch(self.row)

    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PERSON}


class Admit(PersonForm):
    slug, title, button = "ket-nap", "Kết nạp đảng viên", "Kết nạp"
    hint = "Thời gian dự bị tính từ ngày kết nạp."

    field_order = [*PERSON[:3], "on", "decision", *PERSON[3:]]

    def prepare(self) -> None:
        self.fields["on"].label = "Ngày kết nạp"

    def take(self, by: User) -> Any:
        return records.admit(organization=self.row, **self.person(), **self.dated(by))


class Register(PersonForm):
    slug, title, button = "tiep-nhan", "Tiếp nhận đảng viên", "Tiếp nhận"
    hint = "Đảng viên từ nơi khác chuyển đến, hoặc nhập hồ sơ đã có."

    KINDS = [
        (MembershipKind.OFFICIAL.value, "Sinh hoạt chính thức"),
        (MembershipKind.HOSTED.value, "Sinh hoạt tạm thời"),
    ]
    admitted_on = day_field("Ngày vào Đảng", required=True)
    official_on = day_field("Ngày chính thức", "Để trống khi còn dự bị.")
    kind = forms.ChoiceField(label="Hình thức", choices=KINDS)
    place = forms.CharField(label="Từ đâu đến", max_length=250, required=False)
    until = day_field("Đến hết ngày", "Chỉ khi sinh hoạt tạm thời.")

    field_order = [
        *PERSON[:3],
        *("admitted_on", "official_on", "on", "kind", "place", "until", "decision"),
        *PERSON[3:],
    ]

    def prepare(self) -> None:
        self.fields["on"].label = "Về chi bộ từ ngày"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("until") and cleaned.get("kind") != MembershipKind.HOSTED:
            self.add_error("until", "Chỉ ghi khi sinh hoạt tạm thời.")
        return cleaned

    def take(self, by: User) -> Any:
        names = ("admitted_on", "official_on", "kind", "place", "until")
        stay = {name: self.cleaned_data[name] for name in names}
        return records.register(
            organization=self.row, **stay, **self.person(), **self.dated(by)
        )


class OpenTerm(DatedForm):
    slug, title, button = "nhiem-ky", "Mở nhiệm kỳ", "Mở nhiệm kỳ"

    label = forms.CharField(
        label="Nhiệm kỳ", max_length=20, help_text="Ví dụ: 2025–2027."
    )
    ends_on = day_field("Đến hết ngày", required=True)
    congress_on = day_field("Ngày đại hội")
    origin = forms.ChoiceField(label="Cấp ủy do", choices=TermOrigin.choices)
    ends_previous = forms.BooleanField(
        label="Kết thúc nhiệm kỳ trước và các chức vụ trong đó vào hôm trước",
        required=False,
        initial=True,
    )

    field_order = [
        *("label", "on", "ends_on", "congress_on", "origin"),
        *("ends_previous", "decision"),
    ]

    def take(self, by: User) -> Any:
        names = ("label", "ends_on", "congress_on", "origin", "ends_previous")
        chosen = {name: self.cleaned_data[name] for name in names}
        return records.open_term(self.row, **chosen, **self.dated(by))


class TermForm(DatedForm):
    """About a term of the organization that is not over."""

    term = forms.ModelChoiceField(Term.objects.none(), label="Nhiệm kỳ")

    field_order = ["term"]

    def prepare(self) -> None:
        rows = Term.objects.filter(organization=self.row, closed_on=None)
        field: Any = self.fields["term"]
        field.queryset = rows.order_by("-starts_on")
        field.initial = getattr(field.queryset.first(), "pk", None)

    def makes_sense(self) -> bool:
        field: Any = self.fields["term"]
        return field.queryset.exists()


class EndTerm(TermForm):
    slug, title = "het-nhiem-ky", "Kết thúc nhiệm kỳ"
    hint = "Các chức vụ trong nhiệm kỳ cũng thôi từ ngày này."

    def take(self, by: User) -> Any:
        return records.end_term(self.cleaned_data["term"], **self.dated(by))


class Appoint(TermForm):
    slug, title, button = "giao-chuc-vu", "Giao chức vụ", "Giao chức vụ"

    member = StoredChoice(Member.objects.none(), label="Đảng viên")
    role = forms.ChoiceField(label="Chức vụ", choices=OfficeRole.choices)
    chuc_danh = forms.CharField(
        label="Chức danh ghi kèm",
        max_length=150,
        required=False,
        help_text="Ví dụ: Chi ủy viên. Để trống thì ghi theo chức vụ.",
    )
    basis = forms.ChoiceField(label="Hình thức", choices=OfficeBasis.choices)
    is_public = forms.BooleanField(
        label="Công khai họ tên và chức vụ (khi đã được công bố chính thức)",
        required=False,
    )

    field_order = [
        *("member", "role", "chuc_danh", "term", "on", "basis"),
        *("decision", "is_public"),
    ]

    def prepare(self) -> None:
        super().prepare()
        official = belonging.officials(self.row, timezone.localdate())
        field: Any = self.fields["member"]
        field.queryset = Member.objects.filter(pk__in=official).in_order()
        is_group = self.row.kind == OrganizationKind.GROUP
        heads = (OfficeRole.GROUP_HEAD, OfficeRole.GROUP_DEPUTY)
        roles: Any = self.fields["role"]
        roles.choices = [
            (role.value, role.label)
            for role in OfficeRole
            if (role in heads) == is_group
        ]

    def take(self, by: User) -> Any:
        cleaned = self.cleaned_data
        return records.appoint(
            cleaned["member"],
            term=cleaned["term"],
            role=OfficeRole(cleaned["role"]),
            basis=OfficeBasis(cleaned["basis"]),
            title=cleaned["chuc_danh"],
            is_public=cleaned["is_public"],
            **self.dated(by),
        )


STEPS_OF_PEOPLE: list[type[RecordForm]] = [Admit, Register, OpenTerm, EndTerm, Appoint]
