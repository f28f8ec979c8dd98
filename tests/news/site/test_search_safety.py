"""Search over HTTP: nothing hidden is found, and anything may be typed."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from news import publishing
from news.site import caching, moment, parts
from tests.factories import ArticleFactory, EditionFactory, EditorFactory
from tests.hostile import LINES
from tests.news.desk.test_hostile_lines import Judge

pytestmark = pytest.mark.django_db
PAGE, SUGGESTIONS = "/tim-kiem/", "/tim-kiem/goi-y/"
SECRET, OPEN = "bimatxq", "congkhaixq"
HOUR = timedelta(hours=1)


@pytest.fixture(params=["visitor", "editor"])
def reader(request):
    """Anybody, and a member of staff who is signed in: both are readers here."""
    client = Client()
    if request.param == "editor":
        client.force_login(EditorFactory())
    return client


@pytest.fixture
def at(monkeypatch):
    """at(moment): from now on the clock of the portal says that."""

    def set_clock(wanted):
        monkeypatch.setattr(timezone, "now", lambda: wanted)
        for module in (moment, parts, caching):
            module.forget()

    return set_clock


def story(word, note=SECRET):
    """A text that holds the word and the note wherever search looks."""
    return {
        "title": f"Kho {word} {note}",
        "sapo": f"Sapo {word} {note}",
        "body": f"<p>Thân bài {word} {note}</p>",
        "tags": [f"thẻ {word} {note}"],
    }


def published(**fields):
    return publishing.publish(ArticleFactory(**fields), by=None)


def edited(article, **fields):
    """A newer working text."""
    tags = fields.pop("tags")
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    publishing.save(article, by=None, tags=tags)
    return article


def titles(client, typed, **filters):
    answer = client.get(PAGE, {"q": typed, **filters}).context["answer"]
    return [hit.edition.title for hit in answer.results.hits]


def suggested(client, typed):
    return json.loads(client.get(SUGGESTIONS, {"q": typed}).content)[1]


# --- A7, A8, A10: what readers may not see --------------------------------------------


@pytest.fixture
def hidden():
    """A word of each text that no reader may find; each text holds SECRET, too."""
    ArticleFactory(**story("nhapxq"))
    ahead = ArticleFactory(**story("henxq"))
    publishing.schedule(ahead, at=timezone.now() + HOUR, by=None)
    gone = published(**story("goxq"))
    publishing.withdraw(gone.article, by=None, reason=f"Sai {SECRET}")
    now = timezone.now()
    EditionFactory(**story("hetxq"), starts_at=now - 2 * HOUR, ends_at=now - HOUR)
    replaced = published(**story("cuxq")).article
    publishing.publish(edited(replaced, **story("moixq", OPEN)), by=None)
    changed = published(**story("songxq", OPEN)).article
    edited(changed, **story("dangsuaxq"))
    later = published(**story("truocxq", OPEN)).article
    edited(later, **story("sauxq"))
    publishing.schedule(later, at=timezone.now() + HOUR, by=None)
    return ["nhapxq", "henxq", "goxq", "hetxq", "cuxq", "dangsuaxq", "sauxq"]


def test_a7_a8_a10_no_reader_finds_what_is_not_live(reader, hidden):
    for word in hidden:
        # As typed, without its end, and mistyped.
        for typed in (word, word[:-1], f'"{word}"', word.replace("q", "w")):
            for order in ("", "moi-nhat"):
                response = reader.get(PAGE, {"q": typed, "xep": order})
                answer = response.context["answer"]
                assert (answer.results.hits, answer.results.count) == ([], 0)
                assert answer.meant not in hidden
                assert SECRET not in response.text
            response = reader.get(SUGGESTIONS, {"q": typed})
            assert json.loads(response.content)[1:] == [[], [], []]
    assert titles(reader, SECRET) == []
    assert suggested(reader, SECRET) == []
    assert "bimat" not in reader.get(PAGE, {"q": "bimaxt"}).text.replace("bimaxt", "")


def test_a7_what_is_live_is_found_by_its_own_words_alone(reader, hidden):
    live = ["Kho truocxq congkhaixq", "Kho songxq congkhaixq", "Kho moixq congkhaixq"]

    assert titles(reader, OPEN, xep="moi-nhat") == live
    assert titles(reader, "songxq") == ["Kho songxq congkhaixq"]
    assert "Kho moixq congkhaixq" in suggested(reader, "moixq")


def test_a7_whether_something_hidden_matches_changes_nothing(reader, hidden):
    """The same page, byte by byte, for a word of a draft and for a word of nothing."""
    secret = reader.get(PAGE, {"q": "nhapxq"}).text
    nothing = reader.get(PAGE, {"q": "nhapyz"}).text

    assert secret.replace("nhapxq", "…") == nothing.replace("nhapyz", "…")


def test_a8_a_scheduled_story_is_found_at_its_time_without_a_job(reader, at):
    now = timezone.now()
    article = ArticleFactory(**story("henxq", OPEN))
    publishing.schedule(article, at=now + HOUR, by=None)

    at(now + HOUR - timedelta(seconds=1))
    before = (titles(reader, "henxq"), suggested(reader, "henxq"))
    at(now + HOUR)

    assert before == ([], [])
    assert titles(reader, "henxq") == ["Kho henxq congkhaixq"]
    assert "Kho henxq congkhaixq" in suggested(reader, "henxq")


def test_a10_a_withdrawn_or_expired_story_is_gone_at_once(reader, at):
    now = timezone.now()
    article = published(**story("goxq")).article
    EditionFactory(**story("hanxq"), starts_at=now, ends_at=now + HOUR)
    found = (titles(reader, "goxq"), titles(reader, "hanxq"))

    publishing.withdraw(article, by=None, reason="Sai")
    withdrawn = (titles(reader, "goxq"), suggested(reader, "goxq"))
    at(now + HOUR)

    assert found == (["Kho goxq bimatxq"], ["Kho hanxq bimatxq"])
    assert withdrawn == ([], [])
    assert (titles(reader, "hanxq"), suggested(reader, "hanxq")) == ([], [])


# --- A35: anything may be typed -------------------------------------------------------

TYPED = [
    *LINES,
    "\x00",
    "kho\x00hàng",
    "-" * 5000,
    "- " * 2500,
    '"' * 1999,
    "(" * 3000,
    "a " * 2000,
    "kho " * 1000,
    "🙂🏳️‍🌈👩‍👩‍👧",
    "\u202eohk\u202c \u200f\u2067שלום\u2069 مرحبا",
    "e" + "\u0301" * 300,
    "\ud800kho\udfff",
    "NEAR(kho hang, 5)",
    "NEAR(",
    "title:kho",
    "{title rest} : kho",
    "kho*",
    "^kho",
    "kho AND NOT hang OR (",
    "kho + hang",
    '"kho" * "',
    "kho & !hang | (a <-> b):*",
    "kho <2> hang",
    "'kho''hang\\",
    "%s %(q)s {0} {{ q }} {% now %}",
    "'; DROP TABLE news_edition; --",
    "\\u0000 \\x00 %00",
    "1e999 -0 0x10",
]


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_a35_anything_may_be_typed_and_nothing_of_it_is_markup(client, typed):
    EditionFactory(title="Kiểm tra kho hàng")
    typed = typed.encode("utf-8", "surrogatepass")

    page = client.get(PAGE, {"q": typed})
    wrong = client.get(PAGE, {"q": typed, "tu": typed, "muc": typed, "xep": typed})
    suggestions = client.get(SUGGESTIONS, {"q": typed})

    assert page.status_code in {200, 414}
    assert wrong.status_code in {200, 400, 414}
    assert suggestions.status_code in {200, 414}
    for response in (page, wrong):
        # Our own: the first field that is wrong has the focus.
        assert set(Judge(response.text).faults) <= {"select autofocus"}
    if suggestions.status_code == 200:
        assert len(json.loads(suggestions.content)) == 4
        assert suggestions["Content-Type"] == "application/x-suggestions+json"
        assert suggestions["X-Content-Type-Options"] == "nosniff"
        assert not set("<>&") & set(suggestions.text)


@pytest.mark.parametrize("path", [PAGE, SUGGESTIONS])
@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe%c3%28",
        "q=%c0%80",
        "q=%ed%a0%80",
        "q=%",
        "q=%zz",
        "q=\xc4\x91\xe1",
        "q[]=kho&q[a]=b",
        "q=kho&q=hang",
        "&&&=&q",
        "q=" + "&a=" * 1500,
        "q=kho;sau=1",
    ],
)
def test_a35_a_broken_query_is_read_as_far_as_it_goes(client, path, query):
    EditionFactory(title="Kiểm tra kho hàng")

    assert client.get(path, QUERY_STRING=query).status_code in {200, 400}


@pytest.mark.parametrize("path", [PAGE, SUGGESTIONS])
def test_a35_100_kb_get_a_sentence(client, path):
    response = client.get(path, {"q": "kho" * 33_334})

    assert response.status_code == 414
    assert "Địa chỉ quá dài." in response.text


def test_a35_what_was_typed_stays_in_the_box_as_text(client):
    response = client.get(PAGE, {"q": '"><script>alert(1)</script> kho'})

    assert "<script>alert(1)" not in response.text
    assert (
        'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; kho"' in response.text
    )


def test_a35_search_takes_no_form(client):
    for path in (PAGE, SUGGESTIONS, "/tim-kiem/opensearch.xml"):
        assert client.post(path, {"q": "kho"}).status_code == 405


# --- A36: forged places ---------------------------------------------------------------

CURSORS = [
    "",
    "0",
    "-1",
    "0.0",
    "0.-1",
    "99.99",
    "0.9223372036854775807",
    "0.9223372036854775808",
    "0.-9223372036854775808",
    "99.9999999999999999999",
    "9" * 7000,
    "0." + "9" * 7000,
    "٠.١",
    "0.１",
    "0.1 ",
    "0.1\n",
    "\x00",
    "0.1\x00",
    "0.1e5",
    "0x1.1",
    "1.5; DROP TABLE news_edition",
    "None",
]


@pytest.mark.parametrize("cursor", CURSORS, ids=range(len(CURSORS)))
@pytest.mark.parametrize("order", ["", "moi-nhat"])
def test_a36_a_forged_cursor_is_a_page_of_hits_or_their_end(client, cursor, order):
    shown = EditionFactory.create_batch(3, title="Kiểm tra kho")
    draft = ArticleFactory(title="Kho nháp")

    response = client.get(PAGE, {"q": "kho", "sau": cursor, "xep": order})

    assert response.status_code == 200
    assert draft.title not in response.text
    hits = response.context["answer"].results.hits
    assert {hit.edition for hit in hits} <= set(shown)


@pytest.mark.parametrize(
    "junk", ["page=999999999999", "p=9223372036854775808", "truoc=1-1", "offset=-1"]
)
def test_a36_pages_have_no_numbers(client, junk):
    EditionFactory(title="Kiểm tra kho")
    plain = client.get(f"{PAGE}?q=kho")

    assert client.get(f"{PAGE}?q=kho&{junk}").text == plain.text


# --- A31, A32: the pages that are kept ------------------------------------------------


def kept():
    return set(caching.pages._pages)


def test_a32_no_question_is_ever_kept(client):
    EditionFactory(title="Kiểm tra kho")
    caching.forget()

    for query in ("q=kho", "q=", "%71=kho", "muc=x", "sau=0.1", "xep=moi-nhat", "q"):
        response = client.get(f"{PAGE}?{query}")
        assert response["Cache-Control"] == "private, no-cache" or (
            response.status_code == 400 and "no-store" in response["Cache-Control"]
        )
        client.get(f"{SUGGESTIONS}?{query}")
    for number in range(50):
        client.get(PAGE, {"q": f"kho {number}"})
        client.get(SUGGESTIONS, {"q": f"kho {number}"})

    assert kept() <= {SUGGESTIONS}


def test_a32_without_a_question_there_is_one_page_whatever_else_is_asked(client):
    for query in ("", "?fbclid=1", "?Q=kho", "?q%00=kho", "?utm_q=x&muc%5B%5D=1"):
        client.get(f"{PAGE}{query}")
        client.get(f"/tim-kiem/opensearch.xml{query}")

    assert kept() == {PAGE, "/tim-kiem/opensearch.xml"}


def test_a31_a_question_never_sees_who_asks(reader):
    EditionFactory(title="Kiểm tra kho")
    reader.cookies["csrf"] = "x" * 32
    odd = {"Authorization": "Basic eA==", "Accept-Language": "en"}

    for url in (f"{PAGE}?q=kho", f"{SUGGESTIONS}?q=kho", PAGE):
        response = reader.get(url, headers=odd)
        assert response.content == Client().get(url).content
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
