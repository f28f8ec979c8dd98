"""Who has a story open: what the form's script is told, and who is told anything."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news import publishing
from news.models import Article, Presence
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    PartyOfficerFactory,
    ReporterFactory,
)
from tests.news.desk.conftest import signed_in
from tests.news.desk.sending import change

pytestmark = pytest.mark.django_db
SESSION = reverse("admin:news_article_session")
TAB, OTHER_TAB = "a" * 16, "b" * 16
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # 12:00 in Việt Nam.


@pytest.fixture
def at(monkeypatch):
    """Sets the time of day, in minutes and seconds after noon in Việt Nam."""

    def set_time(minutes=0, seconds=0):
        moment = NOON + timedelta(minutes=minutes, seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_time()
    return set_time


@pytest.fixture
def article(at):
    """Made at noon, too, by nobody."""
    return ArticleFactory()


def address(pk):
    return reverse("admin:news_article_presence", args=[pk])


def ping(client, article, **fields):
    data = {"tab": TAB, "version": article.version} | fields
    return client.post(address(article.pk), data)


def test_two_people_see_each_other_with_the_time_they_came(article, at):
    ha = signed_in(EditorFactory(full_name="Trần Thu Hà"))
    nam = signed_in(EditorFactory(full_name="Lê Nam"))

    alone = ping(ha, article).json()
    at(minutes=3)
    ping(ha, article)
    second = ping(nam, article).json()
    at(minutes=3, seconds=10)
    first = ping(ha, article).json()

    assert alone == {"others": [], "mine": None, "version": article.version}
    assert second["others"] == [
        {"name": "Trần Thu Hà", "since": "12:00", "away": False}
    ]
    assert first["others"] == [{"name": "Lê Nam", "since": "12:03", "away": False}]


def test_my_own_other_tab_is_told_apart_from_other_people(editor, article, at):
    ping(editor, article, tab=OTHER_TAB)

    assert ping(editor, article).json() == {
        "others": [],
        "mine": "12:00",
        "version": article.version,
    }


def test_a_person_with_two_tabs_is_one_person(editor, article, at):
    ha = signed_in(EditorFactory(full_name="Trần Thu Hà"))
    ping(ha, article, hidden="1")
    at(minutes=1)
    ping(ha, article, tab=OTHER_TAB)

    others = ping(editor, article).json()["others"]

    assert others == [{"name": "Trần Thu Hà", "since": "12:00", "away": False}]


def test_who_was_silent_is_forgotten_and_a_hidden_tab_later(editor, article, at):
    silent, hidden = EditorFactory(full_name="An"), EditorFactory(full_name="Bình")
    ping(signed_in(silent), article)
    ping(signed_in(hidden), article, hidden="1")

    def names():
        return [other["name"] for other in ping(editor, article).json()["others"]]

    at(seconds=24)
    assert names() == ["An", "Bình"]
    at(seconds=26)
    assert names() == ["Bình"]
    at(seconds=151)
    assert names() == []


def test_goodbye_takes_the_tab_away_at_once_and_sweeps_up_old_rows(editor, article, at):
    ha = signed_in(EditorFactory(full_name="Trần Thu Hà"))
    ping(ha, article)
    at(minutes=30)
    ping(ha, article, tab=OTHER_TAB)
    at(minutes=61)
    ping(editor, article)

    answer = ping(ha, article, tab=OTHER_TAB, leave="1")

    assert answer.status_code == 204
    rows = Presence.objects.order_by("pk").values_list("user", "tab", "has_left")
    assert list(rows) == [(ha.user.pk, OTHER_TAB, True), (editor.user.pk, TAB, False)]
    assert ping(editor, article).json()["others"] == []


@pytest.mark.parametrize("was_heard", [True, False])
def test_a_sign_of_life_that_comes_after_the_goodbye_revives_nobody(
    editor, article, at, was_heard
):
    ha = signed_in(EditorFactory(full_name="Trần Thu Hà"))
    if was_heard:
        ping(ha, article)
    ping(ha, article, leave="1")

    late = ping(ha, article)

    assert late.status_code == 200
    assert ping(editor, article).json()["others"] == []
    # The page that the back button brings again has a new name.
    ping(ha, article, tab=OTHER_TAB)
    others = ping(editor, article).json()["others"]
    assert [other["name"] for other in others] == ["Trần Thu Hà"]


def test_how_long_it_is_open_is_kept_over_a_reload_but_not_believed_beyond_a_day(
    editor, article, at
):
    ha = signed_in(EditorFactory(full_name="Trần Thu Hà"))
    ping(ha, article, open_for="1800")
    assert ping(editor, article).json()["others"][0]["since"] == "11:30"

    ping(ha, article, leave="1")
    ping(ha, article, tab=OTHER_TAB, open_for="999999999")
    since = ping(editor, article).json()["others"][0]["since"]
    assert since == "12:00 24/11/2026"


def test_a_newer_version_is_told_with_who_saved_it_and_when(editor, article, at):
    ha = EditorFactory(full_name="Trần Thu Hà")
    at(minutes=40)
    seen = article.version
    publishing.save(article, by=ha)

    answer = ping(editor, article, version=seen).json()
    own = ping(signed_in(ha), article, version=seen).json()
    up_to_date = ping(editor, article).json()

    saved = {"by": "Trần Thu Hà", "at": "12:40", "mine": False, "step": ""}
    assert answer["moved"] == saved
    assert answer["version"] == article.version == seen + 1
    assert own["moved"] == saved | {"mine": True}
    assert "moved" not in up_to_date


def test_a_step_that_saved_no_text_is_told_by_its_name(editor, article, at):
    seen = article.version
    publishing.publish(article, by=EditorFactory(full_name="Trần Thu Hà"))

    moved = ping(editor, article, version=seen).json()["moved"]

    assert (moved["by"], moved["step"]) == ("Trần Thu Hà", "Đăng")


def test_a12_a_story_not_to_be_seen_answers_like_one_that_is_not_there(
    reporter, article
):
    hidden = ping(reporter, article)
    missing = reporter.post(address(article.pk + 1000), {"tab": TAB})
    leaving = ping(reporter, article, leave="1")

    assert hidden.status_code == missing.status_code == leaving.status_code == 404
    assert hidden.content == missing.content == leaving.content
    assert not Presence.objects.exists()


def test_each_role_is_let_in_as_far_as_it_may_see(reporter, editor, administrator):
    own = ArticleFactory(by=reporter.user)
    others = ArticleFactory(by=ReporterFactory())
    officer = signed_in(PartyOfficerFactory())

    def answers(client):
        return [ping(client, story).status_code for story in (own, others)]

    assert answers(reporter) == [200, 404]
    assert answers(editor) == answers(administrator) == [200, 200]
    assert answers(officer) == answers(Client()) == [403, 403]


def test_a_reporter_hears_of_a_story_that_only_may_be_looked_at(reporter, editor):
    own = ArticleFactory(by=reporter.user)
    publishing.publish(own, by=None)
    ping(editor, own)

    assert len(ping(reporter, own).json()["others"]) == 1


def test_a46_a_ping_needs_post_and_its_token_may_stand_in_the_body(article):
    client = Client(enforce_csrf_checks=True)
    client.force_login(EditorFactory())
    token = client.get(SESSION).json()["token"]

    without = ping(client, article)
    rows_without = Presence.objects.count()
    with_token = ping(client, article, csrfmiddlewaretoken=token)

    assert client.get(address(article.pk)).status_code == 405
    assert (without.status_code, rows_without) == (403, 0)
    assert with_token.status_code == 200
    assert ping(client, article, leave="1").status_code == 403
    assert Presence.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"tab": ""},
        {"tab": "x" * 16},
        {"tab": "a" * 37},
        {"version": "1\x00"},
        {"version": "٣"},
        {"open_for": "-5"},
        {"open_for": "9" * 30},
    ],
)
def test_what_no_browser_of_ours_says_is_refused(editor, article, fields):
    assert ping(editor, article, **fields).status_code == 400
    assert not Presence.objects.exists()


def test_an_account_switched_off_is_told_that_the_session_is_over(editor, article):
    editor.user.is_active = False
    editor.user.save()

    answer = ping(editor, article)

    assert (answer.status_code, answer.json()) == (403, {"reason": "het-phien"})
    assert editor.get(SESSION).json() == {"reason": "het-phien"}


def test_the_session_says_who_is_signed_in_and_gives_a_token(editor):
    answer = editor.get(SESSION)

    assert answer.json()["user"] == editor.user.pk
    assert answer.json()["name"] == str(editor.user)
    assert len(answer.json()["token"]) == 64
    assert "no-store" in answer["Cache-Control"]


def test_a_ping_does_not_make_the_session_last_longer(editor, article):
    soon = timezone.now() + timedelta(minutes=5)
    Session.objects.update(expire_date=soon)

    answer = ping(editor, article)
    asked = editor.get(SESSION)

    assert "phien" not in answer.cookies | asked.cookies
    assert Session.objects.get().expire_date == soon


@pytest.mark.parametrize("others", [1, 3])
def test_a_ping_is_cheap_however_many_are_there(
    editor, article, django_assert_num_queries, others
):
    for user in EditorFactory.create_batch(others):
        ping(signed_in(user), article)

    # Generation, session, account, its rights (2), story, row, who is there.
    with django_assert_num_queries(8):
        answer = ping(editor, article)

    assert len(answer.json()["others"]) == others


def test_the_form_tells_its_scripts_where_to_ask(editor, settings):
    settings.DESK_PING_SECONDS, settings.DESK_AUTOSAVE_SECONDS = 7, 8
    article = ArticleFactory(by=EditorFactory(full_name='Hà "><b>'))
    Article.objects.filter(pk=article.pk).update(version=12345)

    page = editor.get(change(article)).text

    assert f'data-url="{address(article.pk)}"' in page
    assert f'data-session-url="{SESSION}"' in page
    assert 'data-ping-seconds="7"' in page
    assert 'data-autosave-seconds="8"' in page
    assert 'data-version="12345"' in page
    assert 'data-saved-by="Hà &quot;&gt;&lt;b&gt;"' in page
    assert "data-may-save" in page


@pytest.mark.django_db(transaction=True)
def test_the_same_tab_heard_at_once_is_one_row():
    article, user = ArticleFactory(), EditorFactory()
    clients = [signed_in(user) for _ in range(6)]
    start, answers = threading.Barrier(len(clients)), []

    def run(client):
        start.wait()
        answers.append(ping(client, article).status_code)
        connection.close()

    for _ in range(5):
        threads = [threading.Thread(target=run, args=[c]) for c in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert answers == [200] * 30
    assert Presence.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tabs_that_come_and_go_at_once_never_fail():
    article = ArticleFactory()
    users = EditorFactory.create_batch(4)
    clients = [signed_in(user) for user in users]
    long_ago = timezone.now() - timedelta(hours=2)
    start, answers = threading.Barrier(len(clients)), []

    def run(client):
        start.wait()
        for _ in range(8):
            answers.append(ping(client, article).status_code)
            answers.append(ping(client, article, leave="1").status_code)
        connection.close()

    Presence.objects.bulk_create(
        Presence(article=article, user=user, tab=f"{n:016x}", seen_at=long_ago)
        for n, user in enumerate(users * 20)
    )
    threads = [threading.Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] * 32 + [204] * 32
    assert list(Presence.objects.values_list("has_left", flat=True)) == [True] * 4
