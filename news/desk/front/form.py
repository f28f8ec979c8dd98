"""The arrangement as a form: a row for each slot that is in force or yet to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils import timezone

from news.desk.admin.base import ID
from news.desk.front.stories import StoryFacts, facts_of, hour
from news.desk.moments import moment_field, written
from news.enums import SlotPlace, Standing
from news.models.frontpage import HIGHLIGHTS, PLAUSIBLE, FrontPageSlot

PREFIX = "slots"
LARGEST_ID = 10**18 - 1
GONE = {
    Standing.WITHDRAWN: "Bài đã gỡ: trang chủ không hiện tin này.",
    Standing.EXPIRED: "Bài đã hết hạn hiển thị: trang chủ không hiện tin này.",
    Standing.NONE: "Bài chưa đăng: trang chủ không hiện tin này.",
}


class MomentForm(forms.Form):
    """When to look at the home page."""

    look_at = moment_field(
        "Xem trang chủ vào lúc", required=False, validators=PLAUSIBLE
    )


class SlotForm(forms.Form):
    """`slot` is the row's own, of those in `stored`; a new row has none."""

    slot = forms.IntegerField(
        required=False, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    article = forms.IntegerField(
        min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    place = forms.ChoiceField(label="Vị trí", choices=SlotPlace.choices)
    position = forms.IntegerField(
        label="Thứ tự", required=False, min_value=0, max_value=10_000
    )
    starts_at = moment_field("Từ (giờ Việt Nam)", required=False, validators=PLAUSIBLE)
    ends_at = moment_field("Đến (giờ Việt Nam)", required=False, validators=PLAUSIBLE)

    story: StoryFacts | None = None
    notes: list[tuple[str, str]] = []

    def __init__(
        self,
        *args: Any,
        stored: Mapping[int, FrontPageSlot],
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stored, self.now = stored, now

    @property
    def own(self) -> FrontPageSlot | None:
        """The stored slot that this row is; None when new, or removed since."""
        return self.stored.get(_number(self["slot"].value()) or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        before = self.own
        for name in ("starts_at", "ends_at"):
            if before is not None and cleaned.get(name):
                cleaned[name] = _as_stored(cleaned[name], getattr(before, name))
        if "starts_at" in cleaned and not cleaned["starts_at"]:
            cleaned["starts_at"] = self.now
        ends_at, starts_at = cleaned.get("ends_at"), cleaned.get("starts_at")
        if ends_at and starts_at and ends_at <= starts_at:
            self.add_error("ends_at", "Giờ kết thúc phải sau giờ bắt đầu.")
        elif (
            ends_at
            and ends_at <= self.now
            and ends_at != getattr(before, "ends_at", None)
        ):
            self.add_error("ends_at", "Giờ kết thúc đã qua.")
        return cleaned

    def slot_in_order(self, position: int) -> FrontPageSlot:
        """The slot that this row asks for; unsaved, even when it has its own."""
        own = self.own
        return FrontPageSlot(
            pk=own.pk if own else None,
            place=self.cleaned_data["place"],
            article_id=self.cleaned_data["article"],
            position=position,
            starts_at=self.cleaned_data["starts_at"],
            ends_at=self.cleaned_data["ends_at"],
        )


class Arrangement(BaseFormSet):
    """All rows; `facts` of their stories, by article."""

    facts: dict[int, StoryFacts]
    _should_delete_form: Callable[[SlotForm], bool]  # Django's own.

    def clean(self) -> None:
        kept = list(self.kept())
        for place, form in enumerate(kept):
            article = form.cleaned_data.get("article", 0)
            facts = self.facts.get(article)
            if article and facts is None:
                form.add_error("article", "Không còn bài này.")
            elif facts is not None and form.own is None and not facts.is_useful:
                message = "Bài này không ở trên trang và cũng chưa hẹn giờ."
                form.add_error("article", message)
            elif any(_overlap(form, other) for other in kept[:place]):
                message = "Bài này đã có ở một dòng khác trong cùng thời gian."
                form.add_error("article", message)

    def kept(self) -> Iterator[SlotForm]:
        """The filled-in rows that nobody took away."""
        for form in self.forms:
            is_empty = form in self.extra_forms and not form.has_changed()
            if not is_empty and not self._should_delete_form(form):
                yield form

    def slots(self) -> list[FrontPageSlot]:
        """What was asked for, each place numbered anew in its order."""
        counts = dict.fromkeys(SlotPlace.values, 0)
        found = []
        for form in sorted(self.kept(), key=self._order):
            counts[form.cleaned_data["place"]] += 1
            found.append(form.slot_in_order(counts[form.cleaned_data["place"]]))
        return found

    def removed(self) -> set[int]:
        """The stored slots that were taken away."""
        owns = (form.own for form in self.forms if self._should_delete_form(form))
        return {own.pk for own in owns if own is not None}

    def problems(self) -> list[str]:
        """Every error in words, with the story that it belongs to."""
        found = [str(error) for error in self.non_form_errors()]
        for form in self.kept():
            title = form.story.title if form.story else "Dòng mới"
            for errors in form.errors.values():
                found += [f"“{title}”: {error}" for error in errors]
        return found

    def _rows(self, *, lead: bool) -> list[SlotForm]:
        """The rows of one place, in their order, as they stand in the form."""
        rows = [f for f in self.forms if (f["place"].value() == SlotPlace.LEAD) == lead]
        return rows if not self.is_bound else sorted(rows, key=self._shown_order)

    def leads(self) -> list[SlotForm]:
        return self._rows(lead=True)

    def highlights(self) -> list[SlotForm]:
        return self._rows(lead=False)

    def _order(self, form: SlotForm) -> tuple[int, int]:
        position = form.cleaned_data.get("position")
        return (10_001 if position is None else position), self.forms.index(form)

    def _shown_order(self, form: SlotForm) -> tuple[int, int]:
        number = _number(form["position"].value())
        return 10_001 if number is None else number, self.forms.index(form)


SlotRows: Any = formset_factory(
    SlotForm,
    formset=Arrangement,
    extra=0,
    can_delete=True,
    max_num=200,
    absolute_max=400,  # Django would make 1,200 rows of a forged number.
)


def arrangement(data: Any, now: datetime) -> Arrangement:
    """The form: of what was sent, or else of what is stored."""
    stored = FrontPageSlot.objects.in_bulk()
    ahead = list(FrontPageSlot.objects.not_ended(now))
    rows = SlotRows(
        data,
        prefix=PREFIX,
        initial=None if data else [_initial(slot) for slot in ahead],
        form_kwargs={"stored": stored, "now": now},
    )
    ids = (_number(form["article"].value()) for form in rows.forms)
    rows.facts = facts_of([pk for pk in ids if pk is not None], now)
    for form in rows.forms:
        form.story = rows.facts.get(_number(form["article"].value()) or 0)
    if data is None:
        _say(rows, now)
    return rows


def with_rows(data: QueryDict, slots: Iterable[FrontPageSlot]) -> QueryDict:
    """What was sent, and a row more for each of these slots."""
    more = data.copy()
    count = int(str(more[f"{PREFIX}-TOTAL_FORMS"]))
    for number, slot in enumerate(slots, start=count):
        row = _initial(slot)
        for name in ("starts_at", "ends_at"):
            row[name] = written(row[name])
        for name, value in row.items():
            more[f"{PREFIX}-{number}-{name}"] = "" if value is None else str(value)
        count = number + 1
    more[f"{PREFIX}-TOTAL_FORMS"] = str(count)
    return more


def _initial(slot: FrontPageSlot) -> dict[str, Any]:
    return {
        "slot": slot.pk,
        "article": slot.article_id,
        "place": slot.place,
        "position": slot.position,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
    }


def _say(rows: Arrangement, now: datetime) -> None:
    """Beside each row: when it begins, and why the home page may not show it."""
    places = iter(range(1 + HIGHLIGHTS))
    for form in [*rows.leads(), *rows.highlights()]:
        slot = form.own
        if slot is None or form.story is None:
            continue
        form.notes = list(_notes(slot, form.story, now))
        shows = slot.is_in_force(now) and form.story.is_live
        if shows and next(places, None) is None:
            note = f"Quá {HIGHLIGHTS} tin nổi bật: chưa hiện trên trang chủ."
            form.notes.append(("problem", note))


def _notes(
    slot: FrontPageSlot, story: StoryFacts, now: datetime
) -> Iterator[tuple[str, str]]:
    if slot.starts_at > now:
        yield "upcoming", f"từ {hour(slot.starts_at)}"
    if not story.is_useful:
        yield "problem", GONE.get(Standing(story.standing), GONE[Standing.NONE])
    elif story.from_at and story.from_at > slot.starts_at:
        yield (
            "problem",
            f"Bài lên trang lúc {hour(story.from_at)}; trước đó không hiện.",
        )
    if story.until and (slot.ends_at is None or story.until < slot.ends_at):
        yield "problem", f"Bài rời trang lúc {hour(story.until)}; từ đó không hiện."


def _number(value: Any) -> int | None:
    digits = str(value or "")
    return int(digits) if ID.fullmatch(digits) else None


def _as_stored(typed: datetime, stored: datetime | None) -> datetime:
    """The form shows minutes: what was not touched keeps its seconds."""
    if stored and timezone.localtime(stored).replace(second=0, microsecond=0) == typed:
        return stored
    return typed


def _overlap(one: SlotForm, other: SlotForm) -> bool:
    """Whether two rows show the same story at the same time."""
    if {"starts_at", "ends_at"} & {*one.errors, *other.errors}:
        return False  # Said already, or not known.
    mine, theirs = one.cleaned_data, other.cleaned_data
    if mine.get("article") != theirs.get("article"):
        return False
    is_before = mine["ends_at"] and mine["ends_at"] <= theirs["starts_at"]
    is_after = theirs["ends_at"] and theirs["ends_at"] <= mine["starts_at"]
    return not (is_before or is_after)
