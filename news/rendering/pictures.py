"""Pictures of an edition: figures, cards, galleries, and what is fetched first.

Only what the record holds and the library has not withdrawn since.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from news import html, renditions
from news.models.edition import Edition
from news.models.photo import Photo

# How wide a picture is shown, from static/css: .article, .figure, .story-list.css.
FIGURE_WIDTH = 750  # Pixels, about: the column of the text.
FIGURE_SIZES = "(min-width: 49rem) 47rem, 100vw"
SIDE_SIZES = "(min-width: 48rem) 21rem, 100vw"
# A lazy picture tells its own width to browsers that ask for it.
CARD_SIZES = "auto, (min-width: 60rem) 16rem, (min-width: 36rem) 13rem, 7rem"
FALLBACK_WIDTH = 800


@dataclass(frozen=True)
class Album:
    """The photos of one edition's record."""

    story: dict[str, Any]
    body: str

    @classmethod
    def of(cls, edition: Edition, body: str) -> Album:
        return cls(edition.story, body)

    @cached_property
    def photos(self) -> dict[str, dict[str, Any]]:
        """By storage name; those that readers may see now."""
        recorded = self.story["photos"]
        ids = [photo["id"] for photo in recorded.values()]
        shown = Photo.objects.in_library().filter(pk__in=ids)
        allowed = set(shown.values_list("pk", flat=True))
        return {n: photo for n, photo in recorded.items() if photo["id"] in allowed}

    @cached_property
    def names(self) -> dict[int, str]:
        """Storage names by the photo's id."""
        return {photo["id"]: name for name, photo in self.photos.items()}

    @cached_property
    def in_body(self) -> list[str]:
        """Storage names of the body's pictures, in order."""
        found = [storage_name(source) for source in html.image_sources(self.body)]
        return [name for name in found if name in self.photos]

    @property
    def lead(self) -> str:
        """The storage name of the lead photo; empty without one."""
        lead = self.story["lead"]
        return self.names.get(lead["photo"], "") if lead else ""

    @property
    def first(self) -> str:
        """What stands for the story where it is only named; empty without photos."""
        gallery = [self.names.get(row["photo"], "") for row in self.gallery_rows]
        return next(filter(None, [self.lead, *self.in_body, *gallery]), "")

    @property
    def gallery_rows(self) -> list[dict[str, Any]]:
        rows = self.story.get("gallery", [])
        return [row for row in rows if row["photo"] in self.names]

    @property
    def shows_lead_above(self) -> bool:
        """The lead photo has a place of its own unless text or gallery show it."""
        in_gallery = {self.names[row["photo"]] for row in self.gallery_rows}
        return bool(self.lead) and self.lead not in {*self.in_body, *in_gallery}

    @property
    def fetched_first(self) -> str:
        """The picture at the top of the page: fetched at once, not lazily."""
        if self.shows_lead_above:
            return self.lead
        gallery = [self.names[row["photo"]] for row in self.gallery_rows]
        return next(iter([*self.in_body, *gallery]), "")

    # --- HTML -------------------------------------------------------------------------

    def lead_figure(self) -> str:
        if not self.shows_lead_above:
            return ""
        lead = self.story["lead"]
        return self._figure(self.lead, lead["alt"], escape(lead["caption"]))

    def text(self) -> str:
        """The body with its pictures in every size."""
        return html.with_pictures(self.body, self._figure_of_body)

    def gallery(self) -> list[str]:
        return [
            self._figure(self.names[row["photo"]], row["alt"], escape(row["caption"]))
            for row in self.gallery_rows
        ]

    def card(self) -> dict[str, Any] | None:
        """What a card shows; None without photos."""
        if not self.first:
            return None
        photo = self.photos[self.first]
        focus = (photo["focal"][0], photo["focal"][1])
        crop = renditions.card(self.first, _size(photo), focus)
        return _picture(crop, CARD_SIZES, smallest=renditions.CARD_WIDTHS[1])

    def preload(self) -> dict[str, Any] | None:
        """What the head of the page tells the browser to fetch; None without photos."""
        name = self.fetched_first
        if not name:
            return None
        picture = _whole(name, self.photos[name], FIGURE_SIZES)
        return {**picture["sources"][0], "sizes": picture["sizes"]}

    def share_image(self) -> str:
        """The storage name of the JPEG that other sites show; empty without photos."""
        if not self.first:
            return ""
        picture = renditions.whole(self.first, _size(self.photos[self.first]))
        widths = [width for width, _ in picture.sizes]
        return picture.file(max(w for w in widths if w <= 1200), "jpg")

    def _figure_of_body(self, figure: html.Figure) -> str:
        name = storage_name(figure.src)
        photo = self.photos.get(name)
        if photo is None:
            return ""  # Not in the library: the gate says so, an import reports it.
        caption = figure.caption_html or escape(photo["caption"])
        return self._figure(name, figure.alt or photo["alt"], caption, figure.align)

    def _figure(self, name: str, alt: str, caption: str, align: str = "") -> str:
        """A figure; the caption is HTML, cleaned by news.html or escaped."""
        photo = self.photos[name]
        sizes = SIDE_SIZES if align in {"left", "right"} else FIGURE_SIZES
        says_credit = "ảnh:" in caption.casefold()
        context = {
            "picture": _whole(name, photo, sizes),
            "alt": alt,
            "caption": mark_safe(caption),  # noqa: S308 (see above)
            "credit": "" if says_credit else photo["credit"],
            "eager": name == self.fetched_first,
            "align": align,
        }
        return render_to_string("news/_figure.html", context)


def storage_name(source: str) -> str:
    """The storage name of a picture's file."""
    return source.removeprefix(settings.MEDIA_URL)


def _size(photo: dict[str, Any]) -> renditions.Size:
    return photo["width"], photo["height"]


def _whole(name: str, photo: dict[str, Any], sizes: str) -> dict[str, Any]:
    """All of the photo; one that is narrower than its place is not stretched."""
    picture = renditions.whole(name, _size(photo))
    widest = picture.sizes[-1][0]
    own = f"{widest}px" if widest < FIGURE_WIDTH else sizes
    return _picture(picture, own, FALLBACK_WIDTH)


def _picture(picture: renditions.Picture, sizes: str, smallest: int) -> dict[str, Any]:
    """For _picture.html. Numbers as text: templates would print 1600 as 1.600."""
    sources = [
        {
            "type": content_type,
            "srcset": ", ".join(
                f"{default_storage.url(picture.file(width, extension))} {width}w"
                for width, _ in picture.sizes
            ),
        }
        for extension, content_type in renditions.FORMATS.items()
    ]
    width, height = picture.sizes[-1]
    fallback = next(
        (w for w, _ in picture.sizes if w >= smallest), picture.sizes[-1][0]
    )
    return {
        "sources": sources[:-1],
        "srcset": sources[-1]["srcset"],
        "src": default_storage.url(picture.file(fallback, "jpg")),
        "sizes": sizes,
        "width": str(width),
        "height": str(height),
    }
