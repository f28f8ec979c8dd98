"""The form from which a story is made: what is told, and which photos show whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from news import vietnamese
from party import story
from party.enums import OrganizationKind
from party.models import Meeting, MeetingPhoto

ATTENDS, SPEAKS, CHAIRS, SCENE = "du", "noi", "chu-tri", "canh"
NO_CAPTION = "Ảnh đăng trong tin phải có chú thích."
NO_ALT = "Ảnh đăng trong tin phải có mô tả: trong ảnh có gì."


class StoryForm(forms.Form):
    """`agenda`: the items of the programme that the story tells."""

    agenda = forms.MultipleChoiceField(
        label="Nội dung chương trình được kể trong tin",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    submits = forms.BooleanField(
        label="Gửi Ban biên tập duyệt ngay sau khi soạn", required=False, initial=True
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        items = list(meeting.agenda.values_list("pk", "text"))
        told = [str(pk) for pk, text in items if not story.is_delicate(text)]
        super().__init__(data, initial={"agenda": told})
        self.fields["agenda"].choices = [  # type: ignore[attr-defined]
            (str(pk), text) for pk, text in items
        ]

    @property
    def chosen(self) -> list[int]:
        """Ids of the items, as chosen or as they are at first."""
        if self.is_bound and self.is_valid():
            return [int(pk) for pk in self.cleaned_data["agenda"]]
        return [int(pk) for pk in self.initial["agenda"]]


class PhotoForm(forms.ModelForm):
    """One photo. A caption that is left empty follows from who is seen."""

    who = forms.ChoiceField(label="Trong ảnh là", required=False)

    class Meta:
        model = MeetingPhoto
        fields = ("is_public", "caption", "alt", "credit")
        labels = {"is_public": "Đăng trong tin"}

    def __init__(
        self, photo: MeetingPhoto, facts: story.Facts, data: Any = None
    ) -> None:
        super().__init__(data, instance=photo, prefix=f"photo-{photo.pk}")
        self.written = captions(facts)
        choices = [(key, label) for key, (label, _, _) in self.written.items()]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "Tự viết chú thích"),
            *choices,
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("caption", "alt", "credit"):
            cleaned[name] = vietnamese.clean_line(cleaned.get(name) or "")
        if who := cleaned.get("who"):
            _, caption, alt = self.written[who]
            cleaned["caption"] = cleaned["caption"] or caption[:300]
            cleaned["alt"] = cleaned["alt"] or alt[:300]
        if cleaned.get("is_public") and not cleaned["caption"]:
            self.add_error("caption", NO_CAPTION)
        if cleaned.get("is_public") and not cleaned["alt"]:
            self.add_error("alt", NO_ALT)
        return cleaned


def captions(facts: story.Facts) -> Mapping[str, tuple[str, str, str]]:
    """{choice: (its label, the caption, the alt)} of whoever may be named."""
    kind = OrganizationKind(facts.organization_kind)
    scene = f"Quang cảnh buổi sinh hoạt của {facts.organization}"
    found = {
        SCENE: ("Quang cảnh buổi sinh hoạt", scene, f"Toàn cảnh phòng họp: {scene}")
    }
    if facts.chair:
        caption = f"Đồng chí {facts.chair.introduced} chủ trì buổi sinh hoạt"
        alt = f"Đồng chí {facts.chair.name} chủ trì tại bàn họp"
        found[CHAIRS] = (f"{facts.chair.name}, chủ trì", caption, alt)
    for person in facts.guests:
        name = person.name
        found[f"{ATTENDS}-{person.guest}"] = (
            f"{name}, dự",
            story.attending(person, kind),
            f"Đồng chí {name} ngồi dự buổi sinh hoạt",
        )
        found[f"{SPEAKS}-{person.guest}"] = (
            f"{name}, phát biểu",
            story.speaking(person),
            f"Đồng chí {name} đang phát biểu",
        )
    return found
