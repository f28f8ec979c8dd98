"""The texts of a photo; its file never changes."""

from __future__ import annotations

from typing import Any

from django import forms

from news import vietnamese
from news.models.photo import Photo

TEXTS = ["alt", "caption", "credit"]


class PhotoForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields: list[str] = []
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "consent_note": forms.Textarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in (*TEXTS, "consent_note"):
            if name in cleaned:
                cleaned[name] = vietnamese.clean_line(cleaned[name])
        return cleaned

    def save(self, commit: bool = True) -> Photo:
        photo = self.instance
        photo.search_text = vietnamese.fold(
            f"{photo.caption} {photo.alt} {photo.credit}"
        )
        return super().save(commit)


class PhotoTextsForm(PhotoForm):
    """What is written below a photo that was just brought in."""

    class Meta(PhotoForm.Meta):
        fields = TEXTS


class WithdrawPhotoForm(forms.Form):
    reason = forms.CharField(
        label="Lý do gỡ",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": "Gỡ ảnh phải có lý do."},
        help_text="Ảnh biến khỏi mọi bài trên trang. Bạn đọc không nhìn thấy lý do.",
    )
