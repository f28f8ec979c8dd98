"""The small forms of one record each: what is new, from which day, by which paper."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils import timezone

from news import vietnamese
from news.desk.admin.base import StoredChoice
from party.enums import OrganizationKind
from party.models import Organization
from party.records import RecordsError

if TYPE_CHECKING:
    from portal.models import User

# Columns of rows, and the fields in which forms ask for them.
FIELD_OF = {"starts_on": "on", "happened_on": "on", "founded_on": "on"}


class CompleteForm(DeclarativeFieldsMetaclass, ABCMeta):
    """A form that does not say what it records cannot be made."""


class RecordForm(forms.Form, metaclass=CompleteForm):
    """`row`: the member or organization that it is about; None: it is a new one."""

    slug: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str] = "Ghi"
    hint: ClassVar[str] = ""

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.prepare()

    def prepare(self) -> None:
        """Fill choices, and what the boxes hold at first."""

    @abstractmethod
    def take(self, by: User) -> Any:
        """Write the record. Raises RecordsError."""

    def makes_sense(self) -> bool:
        """Whether there is anything to record."""
        return True

    def attempt(self, by: User) -> bool:
        """Whether it was written; if not, each finding stands at its field."""
        try:
            self.made = self.take(by)
        except RecordsError as error:
            for finding in error.findings:
                name = FIELD_OF.get(finding.field, finding.field)
                self.add_error(name if name in self.fields else None, finding.message)
            return False
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = vietnamese.clean_line(value)
        return cleaned


class DatedForm(RecordForm):
    """From a day on, by a decision."""

    on = forms.DateField(label="Từ ngày", widget=AdminDateWidget())
    decision = forms.CharField(
        label="Văn bản",
        max_length=120,
        required=False,
        help_text="Số, ký hiệu và ngày. Ví dụ: 12-QĐ/ĐU ngày 05/3/2026.",
    )

    field_order = ["on"]

    def dated(self, by: User) -> dict[str, Any]:
        """What every function of party.records asks for."""
        cleaned = self.cleaned_data
        return {"on": cleaned["on"], "decision": cleaned["decision"], "by": by}


def day_field(label: str, help_text: str = "", required: bool = False) -> Any:
    return forms.DateField(
        label=label, widget=AdminDateWidget(), required=required, help_text=help_text
    )


def branch_field(label: str, help_text: str = "", required: bool = False) -> Any:
    """An active branch; the form's prepare() may leave out one of them."""
    return StoredChoice(
        Organization.objects.none(),
        label=label,
        required=required,
        help_text=help_text,
        empty_label="— Chọn chi bộ —",
    )


def active(*, branches: bool | None = None) -> Any:
    """Organizations of today: all, branches only, or only the others."""
    rows = Organization.objects.active_on(timezone.localdate()).in_order()
    kinds = [kind for kind in OrganizationKind if kind.is_branch]
    if branches is None:
        return rows
    return rows.filter(kind__in=kinds) if branches else rows.exclude(kind__in=kinds)
