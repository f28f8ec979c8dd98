"""What a reader asks of the search page, read from its address and written into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from news import vietnamese
from news.enums import StoryKind
from news.models.category import Category
from news.models.edition import Edition
from news.models.people import Unit
from news.search import Narrowing, Order
from news.site import sections
from news.site.parts import Parts

# Characters that the box takes. Written into an address they stay below its limit.
LONGEST = 500
ORDER, CURSOR = "xep", "sau"
FILTERS = ("muc", "don_vi", "loai", "tu", "den")
PARAMETERS = ("q", *FILTERS, ORDER, CURSOR)

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]
YEARS = range(1900, 2200)
WRONG_DAY = "Ngày phải có dạng 23/11/2026."
WRONG_ORDER = "Ngày này phải bằng hoặc sau “Từ ngày”."

Choices = list[tuple[str, Any]]  # (value, what is shown)


class WordsField(forms.CharField):
    """One clean line, whatever was typed. A space behind it ends the last word."""

    def to_python(self, value: Any) -> str:
        typed = str(value or "")
        words = vietnamese.clean_line(typed)
        return f"{words} " if words and typed[-1:].isspace() else words


class DayField(forms.DateField):
    """Typed: the browser's own field writes days in the order of its own language."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            input_formats=DAYS,
            error_messages={"invalid": WRONG_DAY},
            required=False,
        )
        self.widget.attrs |= {"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError(WRONG_DAY)


def _choice(label: str, gone: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, error_messages={"invalid_choice": gone}, required=False
    )


class SearchForm(forms.Form):
    """What may be chosen is a list; nothing else of an address reaches the database."""

    q = WordsField(label="Từ cần tìm", required=False)
    muc = _choice("Chuyên mục", "Không có chuyên mục này. Mời chọn lại.")
    don_vi = _choice("Đơn vị", "Không có đơn vị này. Mời chọn lại.")
    loai = _choice("Thể loại", "Không có thể loại này. Mời chọn lại.")
    tu = DayField("Từ ngày")
    den = DayField("Đến ngày")

    def __init__(self, data: QueryDict, shared: Parts) -> None:
        super().__init__(data, auto_id="loc-%s", label_suffix="")
        self.sections = sections.tree(shared).by_path
        self.units = _units(shared)
        paths = [
            (path, f"– {section.name}" if section.parent else section.name)
            for top in sections.tree(shared).top
            for path, section in [(top.path, top), *((c.path, c) for c in top.children)]
        ]
        names = [(slug, unit.name) for slug, unit in self.units.items()]
        self._offer("muc", "Mọi chuyên mục", paths)
        self._offer("don_vi", "Mọi đơn vị", names)
        self._offer("loai", "Mọi thể loại", list(StoryKind.choices))
        for name in FILTERS:
            self.fields[name].widget.attrs["class"] = "search-form__input"

    def _offer(
        self, name: str, everything: str, choices: list[tuple[str, Any]]
    ) -> None:
        field = self.fields[name]
        field.choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("tu"), cleaned.get("den")
        if since and until and until < since:
            self.add_error("den", WRONG_ORDER)
        return cleaned


@dataclass(frozen=True)
class Filter:
    """One that is on: what it says, and the address without it."""

    text: str
    without_url: str


class Question:
    """The words, filters, order and page that an address asks for."""

    def __init__(self, data: QueryDict, shared: Parts) -> None:
        self.form = SearchForm(data, shared)
        self.is_right = self.form.is_valid()
        for name in list(self.form.errors)[:1]:
            self.form.fields[name].widget.attrs["autofocus"] = True
        self.given: dict[str, Any] = self.form.cleaned_data
        self.words: str = self.given["q"]
        self.after = data.get(CURSOR)
        is_by_date = data.get(ORDER) == Order.DATE
        self.order = Order.DATE if is_by_date else Order.RELEVANCE

    @property
    def narrowing(self) -> Narrowing:
        """The filters, once all of them are right."""
        return Narrowing(
            section=self._section(),
            unit=self.form.units.get(self.given["don_vi"]),
            since=self.given["tu"],
            until=self.given["den"],
            kind=StoryKind(self.given["loai"]) if self.given["loai"] else None,
        )

    @cached_property
    def filters(self) -> list[Filter]:
        """Those that are on, and right."""
        on = [name for name in FILTERS if self.given.get(name)]
        return [Filter(self._said(name), self.url(**{name: ""})) for name in on]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in FILTERS]

    @property
    def is_by_date(self) -> bool:
        return self.order == Order.DATE

    @property
    def is_empty(self) -> bool:
        """Nothing asked yet, nothing to put right."""
        return self.is_right and not self.words and not self.filters

    @property
    def by_relevance_url(self) -> str:
        return self.url(**{ORDER: ""})

    @property
    def by_date_url(self) -> str:
        return self.url(**{ORDER: Order.DATE})

    @property
    def without_filters_url(self) -> str:
        return self.url(**dict.fromkeys(FILTERS, ""))

    @property
    def first_page_url(self) -> str:
        return self.url()

    def url(self, **changed: str) -> str:
        """The address of this question, but for what is changed."""
        asked = {name: self._written(name) for name in ("q", *FILTERS)}
        asked[ORDER] = self.order if self.order != Order.RELEVANCE else ""
        asked |= changed
        query = urlencode([(name, value) for name, value in asked.items() if value])
        return f"{reverse('news:search')}?{query}" if query else reverse("news:search")

    def _section(self) -> Category | None:
        section = self.form.sections.get(self.given["muc"])
        if section is None:
            return None
        return Category(pk=section.pk, parent_id=section.parent_pk)

    def _written(self, name: str) -> str:
        value = self.given.get(name)
        return f"{value:{DAYS[0]}}" if isinstance(value, date) else value or ""

    def _said(self, name: str) -> str:
        value = self.given[name]
        if isinstance(value, date):
            return f"{self.form.fields[name].label} {value:{DAYS[0]}}"
        chosen = dict(self.form.fields[name].choices)[value]  # type: ignore[attr-defined]
        return str(chosen).removeprefix("– ")


def _units(shared: Parts) -> dict[str, Unit]:
    """Units that signed a story which readers see, by slug, in order."""

    def read() -> dict[str, Unit]:
        found = Edition.objects.live(shared.moment).units().only("name", "slug")
        ordered = sorted(found, key=lambda unit: vietnamese.sort_key(unit.name))
        return {unit.slug: unit for unit in ordered}

    return shared.once("signing units", read)
