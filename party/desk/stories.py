"""“Soạn tin từ buổi sinh hoạt”: photos of a meeting, and the story made of it.

A GET logs that somebody looked: docs/decisions/0022.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from news import photos, publishing
from news.desk.access import staff, visible_to
from news.models import Article, Edition
from news.models.generation import clock
from party import log, story
from party.desk.base import PartyAdmin
from party.desk.story_forms import PhotoForm, StoryForm
from party.enums import LogKind
from party.models import Meeting, MeetingPhoto
from party.story import pictures

# The address of a story: …-123.html
STORY = re.compile(r"-([0-9]{1,18})\.html$", re.ASCII)
NO_STORY = "Không có tin nào đang đăng ở địa chỉ này."
NO_FILE = "Hãy chọn tệp ảnh."
SENT = "Đã soạn tin và gửi Ban biên tập duyệt."
MADE = "Đã soạn tin, đang là bản nháp ở bàn biên tập."


def urls(admin: PartyAdmin) -> list[URLPattern]:
    """For the get_urls() of the admin of meetings."""

    def of_meeting(view: Any, methods: Any, *, writes: bool = False) -> Any:
        @methods
        @wraps(view)
        def found(request: HttpRequest, pk: int, **kwargs: int) -> HttpResponse:
            if not admin.has_view_permission(request):
                raise PermissionDenied
            meeting = admin.get_object(request, str(pk))
            if meeting is None:
                return admin.does_not_exist(request, pk)
            if (writes or request.method == "POST") and not admin.may_record(
                request, meeting
            ):
                raise PermissionDenied
            return view(admin, request, meeting, **kwargs)

        return admin.admin_site.admin_view(found)

    both = require_http_methods(["GET", "HEAD", "POST"])
    return [
        path("<id:pk>/soan-tin/", of_meeting(page, both), name="party_meeting_story"),
        path(
            "<id:pk>/anh/",
            of_meeting(add_photos, require_POST, writes=True),
            name="party_meeting_photos",
        ),
        path(
            "<id:pk>/anh/<id:photo>/",
            of_meeting(picture, require_safe),
            name="party_meeting_photo",
        ),
        path(
            "<id:pk>/anh/<id:photo>/xoa/",
            of_meeting(remove_photo, require_POST, writes=True),
            name="party_meeting_photo_remove",
        ),
    ]


@dataclass
class Forms:
    """The form of the story and one for each photo."""

    story: StoryForm
    photos: list[PhotoForm]

    def are_valid(self) -> bool:
        judged = [form.is_valid() for form in (self.story, *self.photos)]
        return all(judged)  # Every form says what is wrong with it.


def page(admin: PartyAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What would cross over; a POST keeps the photos' texts and makes the draft."""
    if request.method != "POST":
        log.record(LogKind.VIEW, "Trang soạn tin", by=staff(request), meeting=meeting)
        return _answer(admin, request, meeting, _forms(meeting))
    if "_link" in request.POST:
        return _link(admin, request, meeting)
    forms = _forms(meeting, request.POST)
    if not forms.are_valid():
        return _answer(admin, request, meeting, forms, status=400)
    shown = [form.save() for form in forms.photos if form.instance.photo_id is None]
    if "_keep" in request.POST:
        admin.message_user(request, "Đã lưu chữ của ảnh.")
        return _back(meeting)
    try:
        article = story.draft_from(
            meeting, by=staff(request), chosen=shown, agenda=forms.story.chosen
        )
    except story.StoryError as error:
        said = [finding.message for finding in error.findings]
        return _answer(admin, request, meeting, forms, said=said, status=400)
    except (photos.PhotoError, publishing.PublishingError) as error:
        return _answer(admin, request, meeting, forms, said=[str(error)], status=400)
    return _made(admin, request, meeting, article, forms.story)


def _link(admin: PartyAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Tie a published story, named by its address, to the meeting."""
    typed = request.POST.get("address", "").strip()
    found = STORY.search(typed)
    live = Edition.objects.live(clock()).of_articles([int(found[1])] if found else [])
    edition = live.first()
    if edition is None:
        said = [NO_STORY]
        return _answer(
            admin, request, meeting, _forms(meeting), said=said, typed=typed, status=400
        )
    try:
        story.link(meeting, edition.article, by=staff(request))
    except story.StoryError as error:
        said = [finding.message for finding in error.findings]
        return _answer(
            admin, request, meeting, _forms(meeting), said=said, typed=typed, status=400
        )
    admin.message_user(request, "Đã gắn tin với buổi sinh hoạt.", messages.SUCCESS)
    return _back(meeting)


def add_photos(
    admin: PartyAdmin, request: HttpRequest, meeting: Meeting
) -> HttpResponse:
    """Any number of files; each is kept or refused for itself."""
    uploads = request.FILES.getlist("upload")
    if not uploads:
        admin.message_user(request, NO_FILE, messages.ERROR)
    kept = 0
    for upload in uploads:
        try:
            if (upload.size or 0) > photos.MAX_BYTES:
                raise photos.PhotoError(photos.TOO_LARGE)
            credit = request.POST.get("credit", "")
            pictures.add(meeting, upload.read(), by=staff(request), credit=credit)
            kept += 1
        except photos.PhotoError as error:
            admin.message_user(request, f"{upload.name}: {error}", messages.ERROR)
    if kept:
        admin.message_user(request, f"Đã thêm {kept} ảnh.")
    return _back(meeting)


def remove_photo(
    admin: PartyAdmin, request: HttpRequest, meeting: Meeting, photo: int
) -> HttpResponse:
    found = _photos(meeting).filter(pk=photo).first()
    if found is None:
        return admin.does_not_exist(request, meeting.pk)
    try:
        pictures.remove(found, by=staff(request))
    except photos.PhotoError as error:
        admin.message_user(request, str(error), messages.ERROR)
    else:
        admin.message_user(request, "Đã xóa ảnh.")
    return _back(meeting)


def picture(
    admin: PartyAdmin, request: HttpRequest, meeting: Meeting, photo: int
) -> HttpResponse:
    """The small picture; no cache keeps it, and every look stands in the log."""
    found = _photos(meeting).filter(pk=photo).first()
    if found is None:
        return admin.does_not_exist(request, meeting.pk)
    try:
        content = pictures.content(found, small=True)
    except OSError:
        return admin.does_not_exist(request, meeting.pk)
    log.record(LogKind.VIEW, f"Ảnh {found.pk}", by=staff(request), meeting=meeting)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={"Cache-Control": "private, no-store"},
    )


def told(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """The story of the meeting, with links that this person may follow."""
    if meeting.article_id is None:
        return None
    user, pk = staff(request), meeting.article_id
    may_open = user.has_perm("news.view_article") and (
        visible_to(user).filter(pk=pk).exists()
    )
    live = Edition.objects.live(clock()).of_articles([pk]).first()
    article = Article.objects.only("title", "state").get(pk=pk)
    title = live.title if live else ""
    return {
        "title": article.title if may_open else title,
        "state": "Đã đăng" if live else article.get_state_display(),
        "desk_url": reverse("admin:news_article_change", args=[pk]) if may_open else "",
        "public_url": live.get_absolute_url() if live else "",
    }


def _made(
    admin: PartyAdmin,
    request: HttpRequest,
    meeting: Meeting,
    article: Article,
    form: StoryForm,
) -> HttpResponse:
    """To the draft, for whoever may write on it; else back to the meeting's page."""
    said = MADE
    if form.cleaned_data["submits"]:
        publishing.submit(article, by=staff(request))
        said = SENT
    admin.message_user(request, said, messages.SUCCESS)
    shown = told(request, meeting)
    if shown and shown["desk_url"]:
        return HttpResponseRedirect(shown["desk_url"])
    return _back(meeting)


def _photos(meeting: Meeting) -> Any:
    return MeetingPhoto.objects.filter(meeting=meeting)


def _forms(meeting: Meeting, data: Any = None) -> Forms:
    facts = story.facts_of(meeting)
    rows = [PhotoForm(photo, facts, data) for photo in _photos(meeting)]
    return Forms(StoryForm(meeting, data), rows)


def _back(meeting: Meeting) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:party_meeting_story", args=[meeting.pk]))


def _answer(
    admin: PartyAdmin,
    request: HttpRequest,
    meeting: Meeting,
    forms: Forms,
    *,
    said: list[str] | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    facts = story.facts_of(meeting, agenda=forms.story.chosen)
    found = said or [finding.message for finding in story.findings(meeting, facts)]
    hidden = meeting.guests.filter(is_public=False).count()
    context = {
        **admin.admin_site.each_context(request),
        "title": "Soạn tin từ buổi sinh hoạt",
        "opts": admin.opts,
        "meeting": meeting,
        "told": told(request, meeting),
        "problems": [] if meeting.article_id else found,
        "typed": typed,
        "facts": facts,
        "hidden_guests": hidden,
        "draft": story.write(facts),
        "form": forms.story,
        "photos": forms.photos,
        "may_record": admin.may_record(request, meeting),
        "most_photos": pictures.MOST,
    }
    template = "admin/party/meeting/story.html"
    return TemplateResponse(request, template, context, status=status)
