"""No address and no form of the desk answers a 500, whatever stands in it (A36)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import publishing
from tests.factories import ArticleFactory, FrontPageSlotFactory, PhotoFactory
from tests.news.desk.sending import filled_in

HOSTILE = {
    "nothing": "",
    "2^63": "9223372036854775808",
    "18 digits": "9" * 18,
    "5,000 digits": "9" * 5_000,
    "Arabic digits": "١٢٣",
    "a superscript": "²",
    "NUL": "a\x00b",
    "year 9999": "9999-12-31T23:59",
}
WORST = ["2^63", "5,000 digits"]  # A page costs time: a second role tries these.
ROWS = {
    "bylines": ["id", "author", "unit", "position"],
    "pins": ["id", "target", "position"],
    "gallery": ["id", "photo", "caption", "alt", "position"],
    "attachments": ["id", "attachment", "title", "position"],
    "corrections": ["id", "wrong", "right", "on", "signed_by"],
}
COUNTS = [f"{rows}-{kind}_FORMS" for rows in ROWS for kind in ("TOTAL", "INITIAL")]
CELLS = [f"{rows}-0-{name}" for rows, names in ROWS.items() for name in names]
HOUR = ["day", "time"]
SLOT = ["slot", "article", "place", "position", "starts_at", "ends_at"]
SLOTS = [f"slots-0-{name}" for name in SLOT]
GETS = {
    "links": ["q"],
    "compare": ["cu", "moi"],
    "history": ["truoc"],
    "readers_saw": ["ngay", "gio"],
    "changelist": ["q"],
    "changelist filtered": ["standing", "cua", "don-vi", "state__exact"],
    "changelist turned": ["o", "p", "all", "e"],
    "changelist by section": ["category__id__exact"],
    "changelist by people": ["created_by"],
    "changelist by ids": ["id__in"],
    "change": ["kiem-tra", "appointment-day", "appointment-time"],
    "change by": ["_to_field"],
    "photo_changelist": ["q", "dung", "thang", "don-vi"],
    "photo_changelist by day": ["uploaded_at__year"],
    "photo_choose": ["q", "cua-toi", "trang"],
    "frontpageslot_search": ["q"],
    "waiver_changelist": ["article"],
    "author_changelist": ["unit"],
    "statistics": ["tu", "den"],
    "autocomplete": ["term", "page"],
    "autocomplete of": ["field_name"],
}
POSTS = {
    "change": ["version", "base", "draft", "title", "category", "lead_photo", *CELLS],
    "change resolved": ["resolved", "source_at", "source_url", "tags", "kind"],
    "change rows": COUNTS,
    "change scheduled": ["appointment-day", "appointment-time", "submit-note"],
    "check": ["body", *CELLS],
    "preview": ["version", *CELLS],
    "waive": ["version", "problem", "reason"],
    "unwaive": ["version", "problem"],
    "presence": ["tab", "version", "open_for"],
    "presence since": ["version", "open_for"],
    "sharing": ["link-revision", "link-note", "link-lasts"],
    "restore": ["version", "note"],
    "send_back": ["version", "note"],
    "cancel": ["version"],
    "move": ["version", *HOUR],
    "expire": ["version", *HOUR],
    "withdraw": ["version", "reason"],
    "frontpageslot_changelist": ["seen", "without_ended", *SLOTS],
    "frontpageslot_changelist rows": ["slots-TOTAL_FORMS", "slots-INITIAL_FORMS"],
    "front_preview": ["look_at", *SLOTS],
    "photo_texts": ["alt", "caption", "credit"],
    "photo_change": ["focal_x", "focal_y", "unit", "taken_on"],
    "changelist": ["action", "_selected_action", "select_across", "index"],
}


@pytest.fixture
def places(reporter):
    """The address of each, and what an honest form sends there."""
    own = ArticleFactory(by=reporter.user)
    live, coming = ArticleFactory(), ArticleFactory()
    publishing.publish(live, by=None)
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.schedule(coming, at=tomorrow, by=None)
    photo = PhotoFactory(uploaded_by=reporter.user)
    slot = FrontPageSlotFactory()
    form = filled_in(own) | {name: "1" for name in COUNTS if "TOTAL" in name}
    slots = {"slots-TOTAL_FORMS": 1, "slots-INITIAL_FORMS": 1, "seen": "x"}
    slots |= {"slots-0-slot": slot.pk, "slots-0-article": slot.article_id}
    pins = {"app_label": "news", "model_name": "pin", "field_name": "target"}
    step = {"version": 1, "note": "x", "reason": "x", "problem": "byline-missing"}

    def at(name, *args):
        return reverse(f"admin:{name}", args=args)

    found = {
        "links": (at("news_article_links"), {}),
        "changelist": (at("news_article_changelist"), {}),
        "photo_changelist": (at("news_photo_changelist"), {}),
        "photo_choose": (at("news_photo_choose"), {}),
        "photo_texts": (at("news_photo_texts", photo.pk), {}),
        "photo_change": (at("news_photo_change", photo.pk), {"alt": "a"}),
        "frontpageslot_search": (at("news_frontpageslot_search"), {}),
        "frontpageslot_changelist": (at("news_frontpageslot_changelist"), slots),
        "front_preview": (at("front_preview"), slots),
        "waiver_changelist": (at("news_waiver_changelist"), {}),
        "author_changelist": (at("news_author_changelist"), {}),
        "statistics": (at("statistics"), {}),
        "autocomplete": (at("autocomplete"), pins),
        "restore": (at("news_article_restore", own.pk, 1), step),
        "move": (at("news_article_move", coming.pk), step),
        "expire": (at("news_article_expire", live.pk), step),
        "withdraw": (at("news_article_withdraw", live.pk), step),
        "presence": (at("news_article_presence", own.pk), {"tab": "a" * 16}),
    }
    for name in ("change", "check", "preview"):
        found[name] = at(f"news_article_{name}", own.pk), form
    for name in ("compare", "history", "readers_saw", "sharing"):
        found[name] = at(f"news_article_{name}", own.pk), {}
    for name in ("waive", "unwaive", "send_back", "cancel"):
        found[name] = at(f"news_article_{name}", own.pk), step
    return found


def failures(client, places, table, method, values):
    """Every answer of 500; what a view did not catch counts as one."""
    client.raise_request_exception = False
    send, found = getattr(client, method), []
    for label, names in table.items():
        address, honest = places[label.split()[0]]
        extra = {"_schedule": "1"} if "scheduled" in label else {}
        for value in values:
            forged = dict.fromkeys(names, HOSTILE[value])
            if send(address, honest | extra | forged).status_code >= 500:
                found.append((label, value))
        if send(address, {}).status_code >= 500:
            found.append((label, "no form at all"))
    return found


@pytest.mark.parametrize("table", [GETS, POSTS], ids=["addresses", "forms"])
@pytest.mark.parametrize("role", ["editor", "reporter"])
def test_a36_the_desk_answers_no_500(request, places, role, table):
    client = request.getfixturevalue(role)
    method = "get" if table is GETS else "post"
    values = list(HOSTILE) if role == "editor" else WORST

    assert failures(client, places, table, method, values) == []
