"""A1–A4: nobody gains a right by a forged request, on any road to a story."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news import attachments, publishing
from news.models import (
    Article,
    ArticleAttachment,
    Edition,
    Photo,
    Revision,
    Step,
    Waiver,
)
from portal.models import User
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    EditionFactory,
    EditorFactory,
    PartyOfficerFactory,
    PhotoFactory,
    ReporterFactory,
    UnitFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.sending import (
    ADD,
    appointment,
    change,
    filled_in,
    hour,
    in_bulk,
    page,
)

LIST = reverse("admin:news_article_changelist")
PUBLISH_FIELDS = {
    "status": "published",
    "state": "cho-duyet",
    "is_ahead": "1",
    "published_at": "25/11/2026 08:00",
    "published_by": "1",
    "starts_at": "25/11/2026 08:00",
    "created_by": "1",
    "version": "1",
    "editions-TOTAL_FORMS": "1",
    "editions-INITIAL_FORMS": "0",
    "editions-0-number": "1",
    "editions-0-starts_at": "25/11/2026 08:00",
    "steps-TOTAL_FORMS": "1",
    "steps-INITIAL_FORMS": "0",
    "steps-0-kind": "dang",
}


def soon(minutes=60):
    now = timezone.now().replace(second=0, microsecond=0)
    return now + timedelta(minutes=minutes)


def standing():
    """What no forged request may change: states, what readers see, steps taken."""
    steps = Step.objects.exclude(kind="luu").order_by("pk")
    return {
        "stories": list(Article.objects.order_by("pk").values("pk", "state")),
        "editions": list(Edition.objects.order_by("pk").values()),
        "steps": list(steps.values()),
        "waivers": list(Waiver.objects.values()),
    }


# --- Every step, forged by everybody who may not take it ------------------------------


def visitor(story):
    return Client()


def party_officer(story):
    return signed_in(PartyOfficerFactory())


def writer(story):
    return signed_in(story.created_by)


def colleague(story):
    return signed_in(ReporterFactory(unit=story.created_by.unit))


def stranger(story):
    return signed_in(ReporterFactory(unit=UnitFactory()))


def signing_editor(story):
    return signed_in(User.objects.get(username="bien-tap-ky-ten"))


def other_editor(story):
    return signed_in(EditorFactory())


def form(**more):
    return lambda story: (change(story), filled_in(story, **more))


def step_page(name, **more):
    return lambda story: (page(story, name), {"version": story.version, **more})


def bulk(action):
    return lambda story: (LIST, in_bulk(action, story, select_across="1"))


def restored(story):
    url = f"/quan-tri/news/article/{story.pk}/ban-luu/1/khoi-phuc/"
    return url, {"version": story.version, "_publish": "1", "post": "yes"}


def draft(story):
    pass


def submitted(story):
    publishing.submit(story, by=story.created_by)


def scheduled(story):
    publishing.schedule(story, at=soon(), by=None)


def live(story):
    publishing.publish(story, by=None)


OUTSIDE = [visitor, party_officer]
OTHERS = [*OUTSIDE, colleague, stranger]
REPORTERS = [*OTHERS, writer]
ALL_BUT_EDITORS = [*REPORTERS, signing_editor]
# (step, where the story stands, what is sent, who may not)
FORGED = [
    ("publish", submitted, form(_publish="1"), ALL_BUT_EDITORS),
    ("schedule", submitted, form(**appointment(soon())), ALL_BUT_EDITORS),
    ("publish in bulk", submitted, bulk("publish_selected"), ALL_BUT_EDITORS),
    ("publish by restoring", draft, restored, OTHERS),
    ("submit", draft, form(_submit="1"), OTHERS),
    ("submit in bulk", draft, bulk("submit_selected"), OTHERS),
    ("recall", submitted, form(_recall="1"), [*OTHERS, other_editor]),
    ("send back", submitted, step_page("send_back", note="x"), REPORTERS),
    ("move", scheduled, step_page("move", **hour(soon(90))), ALL_BUT_EDITORS),
    ("cancel", scheduled, step_page("cancel"), REPORTERS),
    ("expire", live, step_page("expire", **hour(soon())), REPORTERS),
    ("withdraw", live, step_page("withdraw", reason="x"), REPORTERS),
    ("replace", live, form(title="Khác", _publish="1"), ALL_BUT_EDITORS),
    ("replace later", live, form(**appointment(soon())), ALL_BUT_EDITORS),
]


@pytest.mark.parametrize(
    ("prepare", "sent", "who"),
    [
        pytest.param(prepare, sent, who, id=f"{name} by {who.__name__}")
        for name, prepare, sent, people in FORGED
        for who in people
    ],
)
def test_a1_a2_a3_no_step_is_taken_by_who_may_not(db, settings, prepare, sent, who):
    settings.SELF_APPROVAL = False
    signer = EditorFactory(username="bien-tap-ky-ten")
    story = ArticleFactory(
        by=ReporterFactory(unit=UnitFactory()),
        bylines=[(AuthorFactory(user=signer), None)],
    )
    prepare(story)
    url, data = sent(story)
    client, before = who(story), standing()

    client.post(url, data)

    assert standing() == before


@pytest.mark.parametrize(
    ("prepare", "sent", "who"),
    [
        pytest.param(prepare, sent, who, id=f"{name} by {who.__name__}")
        for name, prepare, sent, people in FORGED
        for who in {writer, other_editor} - set(people)
        if name != "publish by restoring"
    ],
)
def test_the_same_requests_are_taken_from_who_may(db, settings, prepare, sent, who):
    """So that the table above proves something."""
    settings.SELF_APPROVAL = False
    story = ArticleFactory(by=ReporterFactory(unit=UnitFactory()))
    prepare(story)
    url, data = sent(story)
    client, before = who(story), standing()

    client.post(url, data)

    assert standing() != before


# --- A1 -------------------------------------------------------------------------------


def test_a1_no_field_of_the_form_publishes(reporter):
    own = ArticleFactory(by=reporter.user)

    reporter.post(ADD, filled_in(title="Mới", body="<p>Chữ</p>") | PUBLISH_FIELDS)
    sent = filled_in(own, title="Sửa") | PUBLISH_FIELDS | {"version": own.version}
    reporter.post(change(own), sent)

    titles = Article.objects.order_by("pk").values_list("title", "state", "is_ahead")
    assert list(titles) == [("Sửa", "nhap", False), ("Mới", "nhap", False)]
    assert set(Article.objects.values_list("created_by", flat=True)) == {
        reporter.user.pk
    }
    assert not Edition.objects.exists()
    assert set(Step.objects.values_list("kind", flat=True)) == {"luu"}


def test_a1_a_forged_button_saves_nothing_either(reporter):
    own = ArticleFactory(by=reporter.user, title="Ban đầu")

    for extra in ({"_publish": "1"}, appointment(soon())):
        assert (
            reporter.post(change(own), filled_in(own, title="x", **extra)).status_code
            == 403
        )
        assert reporter.post(ADD, filled_in(title="y", **extra)).status_code == 403

    assert list(Article.objects.values_list("title", flat=True)) == ["Ban đầu"]


# --- A2 -------------------------------------------------------------------------------


def test_a2_rows_of_the_list_are_not_edited(reporter):
    own = ArticleFactory(by=reporter.user)
    rows = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": own.pk,
        "form-0-title": "Khác",
        "form-0-state": "cho-duyet",
        "_save": "Lưu",
    }

    reporter.post(LIST, rows)

    assert Article.objects.values_list("title", "state").get() == (own.title, "nhap")


def test_a2_save_as_new_makes_a_draft_of_ones_own_and_nothing_else(reporter):
    live = EditionFactory().article
    before = standing()["editions"]

    reporter.post(change(live), filled_in(live, title="Chép", _saveasnew="1"))

    copies = Article.objects.exclude(pk=live.pk)
    assert list(copies.values_list("created_by", "state")) in (
        [],
        [(reporter.user.pk, "nhap")],
    )
    assert standing()["editions"] == before
    assert Article.objects.get(pk=live.pk).title == live.title


def test_a2_a_forged_row_touches_no_other_story(reporter):
    own, other = ArticleFactory(by=reporter.user, bylines=[]), ArticleFactory()
    (theirs,) = other.bylines.all()
    author = AuthorFactory()
    rows = [
        {"id": theirs.pk, "article": other.pk, "author": author.pk, "position": 1},
        {"article": other.pk, "author": author.pk, "position": 2},
    ]

    reporter.post(change(own), filled_in(own, bylines=rows))
    reporter.post(change(own), filled_in(own, bylines=rows[1:]))

    assert list(other.bylines.values_list("pk", "author")) == [
        (theirs.pk, theirs.author_id)
    ]
    assert not own.bylines.exists()


def test_a2_a_restored_revision_publishes_nothing(reporter):
    own = ArticleFactory(by=reporter.user)
    own.title = "Bản hai"
    publishing.save(own, by=reporter.user)
    url, sent = restored(own)

    reporter.post(url, sent)

    assert not Edition.objects.exists()
    assert Article.objects.get().state == "nhap"


# --- A3 -------------------------------------------------------------------------------


def theirs_in_sight():
    """A colleague's story, and a reporter of the same unit, who may look at it."""
    unit = UnitFactory()
    story = ArticleFactory(by=ReporterFactory(unit=unit), title="Của đồng nghiệp")
    return story, signed_in(ReporterFactory(unit=unit))


def theirs_out_of_sight():
    story = ArticleFactory(by=ReporterFactory(unit=UnitFactory()))
    return story, signed_in(ReporterFactory(unit=UnitFactory()))


def hers_once_published():
    client = signed_in(ReporterFactory(unit=UnitFactory()))
    story = ArticleFactory(by=client.user)
    publishing.publish(story, by=None)
    return story, client


def hers_once_withdrawn():
    story, client = hers_once_published()
    publishing.withdraw(story, by=None, reason="Sai")
    return story, client


@pytest.mark.parametrize(
    "case",
    [theirs_in_sight, theirs_out_of_sight, hers_once_published, hers_once_withdrawn],
)
def test_a3_what_is_not_hers_stays_as_it_is_on_every_road(db, case):
    story, client = case()
    before = standing(), Article.objects.values().get(pk=story.pk)
    revisions = Revision.objects.count()
    base = f"/quan-tri/news/article/{story.pk}/"
    sent = filled_in(story, title="Đổi", created_by=client.user.pk, post="yes")

    for road in (
        "change/",
        "delete/",
        "xem-truoc/",
        "kiem-tra/",
        "go/",
        "tra-lai/",
        "doi-gio/",
        "huy-hen/",
        "han-hien-thi/",
        "bo-qua/",
        "ban-luu/1/khoi-phuc/",
        "history/",
    ):
        more = {"reason": "x", "note": "x", **hour(soon())}
        client.post(base + road, sent | more | {"version": story.version})
    client.post(
        LIST, {"action": "delete_selected", "_selected_action": [story.pk], "post": "1"}
    )

    assert (standing(), Article.objects.values().get(pk=story.pk)) == before
    assert Revision.objects.count() == revisions


def test_a3_a_reporter_looks_at_her_units_stories_and_at_no_others(two_units):
    reporter, stranger, colleague = two_units
    own, near, far = (
        ArticleFactory(by=user, body=f"<p>Chữ của {user.username}</p>")
        for user in (reporter, colleague, stranger)
    )
    client = signed_in(reporter)

    shown = client.get(change(near))

    assert set(client.get(LIST).context["cl"].result_list) == {own, near}
    assert f"Chữ của {colleague.username}" in shown.text
    assert 'name="_save"' not in shown.text
    assert 'name="_submit"' not in shown.text
    assert client.get(change(far)).status_code == 302


def test_a3_without_a_unit_a_reporter_sees_nobody_elses(db):
    own, other = ReporterFactory(), ReporterFactory()
    story = ArticleFactory(by=own)
    ArticleFactory(by=other)

    assert list(signed_in(own).get(LIST).context["cl"].result_list) == [story]


def test_a3_photos_and_files_of_others_are_not_changed_by_id(reporter):
    photo = PhotoFactory(by=EditorFactory(), caption="Ban đầu")
    file = attachments.store(pdf(), name="Quyết định.pdf", by=EditorFactory())
    hidden = ArticleFactory()
    ArticleAttachment.objects.create(article=hidden, attachment=file)
    own = ArticleFactory(by=reporter.user)
    before = Photo.objects.values().get()
    base = f"/quan-tri/news/photo/{photo.pk}/"

    for road in ("chu/", "go/", "tra-lai/", "change/", "delete/"):
        sent = {"caption": "Đổi", "alt": "Đổi", "reason": "x", "post": "yes"}
        assert reporter.post(base + road, sent).status_code == 403
    rows = [{"attachment": file.pk, "title": "Lấy", "position": 1}]
    reporter.post(change(own), filled_in(own, attachments=rows))

    assert Photo.objects.values().get() == before
    assert not ArticleAttachment.objects.filter(article=own).exists()
    assert reporter.get(f"/quan-tri/news/article/tep/{file.pk}/").status_code == 404


# --- A4 -------------------------------------------------------------------------------


def test_a4_fields_that_are_not_hers_are_ignored_when_sent(reporter):
    own, pinned = ArticleFactory(by=reporter.user), EditionFactory().article
    before = Article.objects.values().get(pk=own.pk)
    forged = {
        "state": "tra-lai",
        "created_by": EditorFactory().pk,
        "created_at": "01/01/2020",
        "updated_by": EditorFactory().pk,
        "is_ahead": "1",
        "search_text": "khác",
        "readings": "999999",
        "view_count": "999999",
        "pinned": pinned.pk,
    }
    form = filled_in(own, pins=[{"target": pinned.pk, "position": 1}], title="Sửa")

    reporter.post(change(own), form | forged)

    after = Article.objects.values().get(pk=own.pk)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"title", "search_text", "version", "updated_at"}
    assert after["search_text"] == "sua"
    assert not own.pins.exists()


def test_a4_an_editor_gives_nobody_a_story_and_an_author_no_account(editor):
    article, author = ArticleFactory(by=ReporterFactory()), AuthorFactory()
    writer = article.created_by_id

    sent = filled_in(article, created_by=editor.user.pk, state="cho-duyet")
    editor.post(change(article), sent)
    editor.post(
        reverse("admin:news_author_change", args=[author.pk]),
        {"name": author.name, "user": editor.user.pk},
    )

    article.refresh_from_db()
    author.refresh_from_db()
    assert (article.created_by_id, article.state) == (writer, "nhap")
    assert author.user is None


def test_a4_a_photo_keeps_what_its_form_does_not_offer(reporter):
    photo = PhotoFactory(by=reporter.user)
    before = Photo.objects.values().get()
    url = f"/quan-tri/news/photo/{photo.pk}/change/"

    reporter.post(
        url,
        {
            "caption": "Chú thích mới",
            "alt": photo.alt,
            "credit": photo.credit,
            "focal_x": photo.focal_x,
            "focal_y": photo.focal_y,
            "uploaded_by": EditorFactory().pk,
            "withdrawn_at": "01/01/2026",
            "sha256": "0" * 64,
            "file": "khac.jpg",
        },
    )

    after = Photo.objects.values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert {"caption"} <= changed <= {"caption", "search_text"}
