"""The draft itself: made once for a meeting, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from django.db import transaction

from news import effects, publishing
from news.models import Article, Author, Category, Edition, Photo, Unit
from news.models.generation import clock
from party import log
from party.enums import LogKind, MeetingKind
from party.models import Meeting, MeetingPhoto, Organization
from party.rules import Finding, blocking, stories
from party.story import pictures, text
from party.story.facts import Facts, facts_of

if TYPE_CHECKING:
    from portal.models import User

TOLD = "Buổi sinh hoạt này đã có tin."
PARTY_SECTION = "Xây dựng Đảng"
SECTIONS = {MeetingKind.CONGRESS: "Đại hội Đảng"}
USUAL_SECTION = "Sinh hoạt chi bộ"
PINS = 2


class StoryError(Exception):
    """No story can be made. The messages are shown to the officer."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings


def findings(meeting: Meeting, facts: Facts) -> list[Finding]:
    """What rule 17 has to say, and whether there is a story already."""
    found = [
        *stories.after_the_meeting(meeting.state),
        *stories.nothing_secret(facts.texts),
    ]
    if meeting.article_id is not None:
        found.append(Finding(17, TOLD, field="article"))
    return found


def draft_from(
    meeting: Meeting,
    *,
    by: User,
    chosen: Sequence[MeetingPhoto] = (),
    agenda: Collection[int] | None = None,
) -> Article:
    """A draft about the meeting, on the newsroom's desk; `chosen`: photos to show.

    Only photos that may be published are taken; the first leads. Raises StoryError, and
    news' PhotoError and PublishingError; then nothing was made.
    """
    shown = [photo for photo in chosen if photo.is_public]
    _demand(meeting, facts_of(meeting, agenda=agenda))
    library = [pictures.into_library(photo, by=by) for photo in shown]
    with transaction.atomic():
        _hold(meeting)
        facts = facts_of(meeting, agenda=agenda)
        _demand(meeting, facts)
        article = _save(meeting, facts, list(zip(shown, library, strict=True)), by)
        _tie(meeting, article, by=by)
    return article


@transaction.atomic
def link(meeting: Meeting, article: Article, *, by: User | None) -> None:
    """Say that a story, written by hand, is of this meeting. Raises StoryError."""
    _hold(meeting)
    _demand(meeting, facts_of(meeting))
    _tie(meeting, article, by=by)
    effects.public_changed()  # It stands on the page of the organization from now on.


def own_story_of_a_meeting(user: User, article: Article) -> bool:
    """Rule 17: whoever made the draft of a meeting does not publish it."""
    if article.pk is None or article.created_by_id != user.pk:
        return False
    return Meeting.objects.filter(article=article).exists()


def _demand(meeting: Meeting, facts: Facts) -> None:
    if found := blocking(findings(meeting, facts)):
        raise StoryError(found)


def _hold(meeting: Meeting) -> None:
    """Two officers at once: the second waits here, and then finds the first's story."""
    Meeting.objects.filter(pk=meeting.pk, article__isnull=True).update(article=None)
    meeting.refresh_from_db(fields=["state", "article"])


def _tie(meeting: Meeting, article: Article, *, by: User | None) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(article=article)
    meeting.article = article
    what = f"Tin {article.pk} từ buổi sinh hoạt"
    log.record(LogKind.STORY, what, by=by, meeting=meeting)


def _save(
    meeting: Meeting,
    facts: Facts,
    shown: list[tuple[MeetingPhoto, Photo]],
    by: User,
) -> Article:
    draft = text.write(facts)
    figures = [_figure(photo, found) for photo, found in shown[1:]]
    article = Article(
        title=draft.title,
        sapo=draft.sapo,
        body=text.body(draft.paragraphs, figures),
        category=_section(facts.kind),
    )
    if shown:
        first, article.lead_photo = shown[0]
        article.lead_caption, article.lead_alt = first.caption, first.alt
    publishing.save(
        article,
        by=by,
        tags=draft.tags,
        bylines=[_byline(meeting, by)],
        pins=_earlier(meeting, article.category),
    )
    for photo, found in shown:
        MeetingPhoto.objects.filter(pk=photo.pk).update(photo=found)
    return article


def _figure(photo: MeetingPhoto, found: Photo) -> str:
    """The page itself adds the credit, from the library."""
    return (
        f'<figure class="image"><img src="{escape(found.file.url)}"'
        f' alt="{escape(photo.alt)}">'
        f"<figcaption>{escape(photo.caption, quote=False)}</figcaption></figure>"
    )


def _section(kind: MeetingKind) -> Category | None:
    """The section that is meant for it; without one the newsroom chooses."""
    wanted = [SECTIONS.get(kind, USUAL_SECTION), USUAL_SECTION, PARTY_SECTION]
    found = {row.name: row for row in Category.objects.filter(name__in=wanted)}
    return next((found[name] for name in wanted if name in found), None)


def _byline(meeting: Meeting, by: User) -> tuple[Author, Unit | None]:
    """The officer's pen name, or the officer by name, with the room."""
    own = Author.objects.filter(user=by).in_order().select_related("unit").first()
    if own is not None:
        return own, None
    unit = by.unit or _unit_of(meeting)
    return Author.objects.named(by.full_name or by.username, unit), None


def _unit_of(meeting: Meeting) -> Unit | None:
    rooms = Organization.units.through.objects.filter(
        organization=meeting.organization_id
    )
    return Unit.objects.filter(pk__in=rooms.values("unit")).order_by("pk").first()


def _earlier(meeting: Meeting, section: Category | None) -> list[int]:
    """What stands beside the story: of earlier meetings, then of the section."""
    live = Edition.objects.live(clock()).newest()
    told = Meeting.objects.filter(
        organization=meeting.organization_id, article__isnull=False
    )
    pins = list(_ids(live.filter(article_id__in=told.values("article_id"))))
    if section is not None and len(pins) < PINS:
        pins += _ids(live.in_category(section))
    return list(dict.fromkeys(pins))[:PINS]


def _ids(editions: object) -> Iterator[int]:
    return editions.values_list("article_id", flat=True)[:PINS]  # type: ignore
