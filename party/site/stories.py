"""The stories of an organization: of its meetings, by its tag, of its rooms."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from news import vietnamese
from news.models.edition import Edition, EditionQuerySet
from news.models.people import EditionByline
from news.models.tag import EditionTag
from party.models import Meeting, Organization
from party.models.organization import tag_of
from party.site.directory import Listed

# Of a room's stories only those: a team writes mostly about the market.
SECTION = "xay-dung-dang"


def of(listed: Listed, moment: datetime) -> EditionQuerySet:
    """Live editions: stories made of its meetings, those that carry its name as a tag,
    and what its rooms wrote in the section SECTION."""
    live = Edition.objects.live(moment)
    meetings = Meeting.objects.filter(organization=listed.pk, article__isnull=False)
    key = vietnamese.exact_key(tag_of(listed.name))
    tagged = EditionTag.objects.filter(tag__key=key)
    units = Organization.units.through.objects.filter(organization=listed.pk)
    signed = EditionByline.objects.filter(unit__in=units.values("unit"))
    # Found by their keys first: with OR alone every edition would be looked at.
    of_meetings = live.filter(article_id__in=meetings.values("article_id"))
    of_units = live.filter(Q(section__path=SECTION), pk__in=signed.values("edition"))
    found = of_meetings.values("pk").union(
        tagged.values("content_object"), of_units.values("pk")
    )
    return live.filter(pk__in=found)
