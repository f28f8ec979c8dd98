"""A photo or a file chosen in a form: its id, and what a person sees of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from news.desk.admin.base import ID
from news.models.attachment import Attachment
from news.models.photo import Photo


class PhotoChoice(forms.HiddenInput):
    """The id, a preview, and buttons that a script gives their work."""

    template_name = "admin/news/photo/choice.html"
    input_type = "hidden"
    known: Photo | None = None

    @property
    def is_hidden(self) -> bool:
        """The input is; what stands around it is not."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["photo"] = _chosen(Photo.objects.all(), self.known, value)
        return context


class FileChoice(forms.HiddenInput):
    """The id, and the name and size of the file."""

    template_name = "admin/news/article/file_choice.html"
    known: Attachment | None = None

    def __init__(self, allowed: QuerySet[Attachment]) -> None:
        """A forged row shows nothing of a file that is not among the allowed."""
        super().__init__()
        self.allowed = allowed

    @property
    def is_hidden(self) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["file"] = _chosen(self.allowed, self.known, value)
        return context


def _chosen(among: QuerySet[Any], known: Any, value: Any) -> Any:
    """The row of that id, without asking again for one that was loaded."""
    if known is not None and str(known.pk) == str(value):
        return known
    is_id = value and ID.fullmatch(str(value))
    return among.filter(pk=value).first() if is_id else None
