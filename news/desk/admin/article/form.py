"""The form of the working text: a title is enough to save it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextInputWidget

from news import gate, html, vietnamese
from news.desk.editor import StoryEditor
from news.desk.moments import moment_field
from news.models.article import Article
from news.models.tag import Tag, join_by_commas, split_by_commas
from news.publishing import Verdict
from news.publishing.steps import TAKEN

STILL_HERE = (
    "Những gì bạn gõ vẫn còn nguyên ở đây nhưng chưa được lưu. Hai bản đặt cạnh nhau"
    " ở trên biểu mẫu: hãy chọn từng chỗ rồi lưu lại."
)
LONGEST_TAG = 100
VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
RESOLVED = re.compile(r"(?P<version>[0-9]{1,9})-(?P<base>[0-9]{1,9})", re.ASCII)
LINES = ("sapo", "lead_alt", "lead_caption", "source_name")


def version_seen(data: Mapping[str, Any]) -> int | None:
    """The version that whoever sent this form has read.

    That of the form, or the one whose text stood beside the form's when the person
    decided between the two: `resolved` is its version and the number of its save.
    """
    resolved = RESOLVED.fullmatch(data.get("resolved", ""))
    version = resolved["version"] if resolved else data.get("version", "")
    return int(version) if VERSION.fullmatch(version) else None


class TagsField(forms.CharField):
    """Names with commas between them."""

    widget = AdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return join_by_commas(value)

    def clean(self, value: Any) -> list[str]:
        names = split_by_commas(super().clean(value))
        for name in names:
            if len(name) > LONGEST_TAG:
                raise forms.ValidationError(
                    f"Từ khóa dài quá {LONGEST_TAG} chữ; dùng dấu phẩy để tách."
                )
        return names

    def has_changed(self, initial: Iterable[Tag] | None, data: Any) -> bool:
        before = {tag.key for tag in initial or ()}
        return before != {vietnamese.exact_key(name) for name in split_by_commas(data)}


class ArticleForm(forms.ModelForm):
    """`verdict` is the gate's, on the saved text; what blocks stands at its field."""

    ROWS = frozenset(
        {"bylines", "pins", "gallery"}
    )  # Their problems stand in their own boxes.
    verdict: Verdict | None = None

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The save that this form was opened from: what a colleague's text is held against.
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    taken = False  # A colleague saved since this form was opened.
    tags = TagsField(
        label="Từ khóa", required=False, help_text="Cách nhau bằng dấu phẩy."
    )
    source_url = forms.URLField(
        label="Địa chỉ nguồn", required=False, max_length=500, assume_scheme="https"
    )
    source_at = moment_field(
        "Nguồn đăng lúc (giờ Việt Nam)",
        required=False,
        help_text="Bài dẫn nguồn đăng sau nguồn ít nhất một giờ.",
    )

    class Meta:
        model = Article
        fields: list[str] = []
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "story-title"}),
            "lead_caption": forms.Textarea(attrs={"rows": 3}),
            "lead_alt": forms.Textarea(attrs={"rows": 3}),
            "sapo": forms.Textarea(attrs={"rows": 3, "class": "story-sapo"}),
            "body": StoryEditor(),
        }
        error_messages = {"title": {"required": "Bài viết phải có tiêu đề."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["base"].initial = getattr(self.instance, "last_save", None)
        if self.instance.body:  # What an import or a restore wrote passed no form.
            self.initial["body"] = html.shown(self.instance.body)
        if self.verdict is not None and not self.is_bound:
            self._show_problems(self.verdict.blocks)

    @staticmethod
    def in_the_way(cleaned: dict[str, Any]) -> Iterable[tuple[str | None, str]]:  # noqa: ARG004
        """(field, message) of what keeps the step that was asked for from being taken.

        The admin puts the button's own in its place.
        """
        return ()

    def clean_title(self) -> str:
        title = vietnamese.clean_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Bài viết phải có tiêu đề.")
        return title

    def clean_body(self) -> str:
        try:
            body = html.clean(self.cleaned_data["body"])
            own = f'<a href="{settings.SITE_URL.rstrip("/")}/'
            if own in body:  # A link within the site must survive a change of its name.
                body = html.clean(body.replace(own, '<a href="/'))
            return body
        except html.UnsafeHTML as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in LINES:  # Here, so that lengths are judged of what will be stored.
            if name in cleaned:
                cleaned[name] = vietnamese.clean_line(cleaned[name])
        if self.instance.pk and version_seen(self.data) != self.instance.version:
            self.taken = True
            self.add_error(None, [TAKEN, STILL_HERE])
        for field, message in self.in_the_way(cleaned):
            self.add_error(field, message)
        return cleaned

    def _show_problems(self, problems: Iterable[gate.Problem]) -> None:
        """Put the gate's problems where the errors of a sent form would stand."""
        self.full_clean()  # Of a form that was not sent: an empty dictionary of errors.
        self.cleaned_data = {}
        for problem in problems:
            if problem.field in self.ROWS:
                continue
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, problem.message)
