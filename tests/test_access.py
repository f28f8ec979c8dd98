"""Every address of the portal × every role, as one table (A5), and their rules.

A new address without a row fails. The columns are what a GET answers to: a visitor, a
reporter, an editor, a Party officer, a site administrator. What one may not see answers
like what is not there (A12); a GET changes nothing, and nothing is changed without the
token of the form (A46).
"""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from news import attachments, publishing
from news.desk import shared_preview
from news.models import ArticleAttachment, AuditEntry, LegacyAddress, Synonym
from party.story import pictures
from portal.models import AgencyProfile
from tests.document_files import pdf
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    FrontPageSlotFactory,
    PartyOfficerFactory,
    PhotoFactory,
    ReporterFactory,
    UnitFactory,
    picture,
)
from tests.party.factories import MeetingFactory
from tests.party.rows import party_rows
from tests.party.told import organization

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("access_table.txt")
ROLES = ["visitor", "reporter", "editor", "party", "administrator"]


def patterns(resolver=None, route="", namespace=""):
    """(name or route, route) of every pattern below the resolver."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inside = namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from patterns(pattern, path, inside)
        else:
            yield (f"{namespace}{pattern.name}" if pattern.name else path), path


def table():
    """The expected answers: {address: [status of each role]}."""
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *statuses = line.rsplit(maxsplit=len(ROLES))
            rows[name] = [int(status) for status in statuses]
    return rows


@pytest.fixture
def staff():
    return {
        "reporter": ReporterFactory(),
        "editor": EditorFactory(),
        "party": PartyOfficerFactory(),
        "administrator": AdministratorFactory(),
    }


@pytest.fixture
def objects(staff):
    """One object of every kind; the article is the reporter's, and a draft."""
    author = AuthorFactory(unit=UnitFactory())
    article = ArticleFactory(
        by=staff["reporter"],
        bylines=[(author, None)],
        tags=["hàng giả"],
        category=CategoryFactory(name="Thời sự"),
    )
    live = ArticleFactory(
        bylines=[(author, None)], tags=["hàng giả"], category=article.category
    )
    file = attachments.store(pdf(), name="Quyết định.pdf", by=None)
    ArticleAttachment.objects.create(article=live, attachment=file)
    publishing.save(live, by=None)
    edition = publishing.publish(live, by=None)
    LegacyAddress.objects.point("/cu.html", article_id=live.pk)
    unsigned = ArticleFactory(bylines=[])
    waiver = publishing.waive(unsigned, "byline-missing", reason="Tin gửi", by=None)
    link = publishing.open_link(
        edition.revision, by=staff["editor"], lasts=timedelta(hours=1)
    )
    return {
        "edition": edition,
        "link": link,
        "shared": f"/ban-nhap/{shared_preview.token(link)}/",
        "file": file,
        "file_url": re.search('href="(/tep-dinh-kem/[^"]+)"', edition.html)[1],
        "organization": organization(),
        "party_meeting": (meeting := MeetingFactory()),
        "meeting_photo": pictures.add(meeting, picture(1), by=staff["party"]),
        "news_article": article,
        "news_auditentry": AuditEntry.objects.newest().first(),
        "news_author": author,
        "news_category": article.category,
        "news_frontpageslot": FrontPageSlotFactory(),
        "news_legacyaddress": LegacyAddress.objects.get(),
        "news_photo": PhotoFactory(),
        "news_synonym": Synonym.objects.create(phrases="kho bãi = nhà kho"),
        "news_tag": edition.tags.get(),
        "news_unit": author.unit,
        "news_waiver": waiver,
        "portal_user": staff["party"],
        "portal_agencyprofile": AgencyProfile.objects.create(
            valid_from="2025-06-01", name="Chi cục"
        ),
        "auth_group": Group.objects.get(name="Phóng viên"),
        **party_rows(),
    }


def address(name, route, objects):
    """A real address of that pattern."""
    edition = objects["edition"]
    public = {
        "home": "/",
        "news:article": edition.get_absolute_url(),
        "news:count": f"/luot-doc/{edition.article_id}/",
        "news:day": f"/ngay/{timezone.localdate():%Y/%m/%d}/",
        "news:section-feed": f"/rss/{edition.category.path}.rss",
        "news:sitemap-stories": "/sitemap-bai-0.xml",
        "news:tag": objects["news_tag"].get_absolute_url(),
        "news:author": objects["news_author"].get_absolute_url(),
        "news:unit": objects["news_unit"].get_absolute_url(),
        "admin:party_meeting_photo": (
            f"/quan-tri/party/meeting/{objects['party_meeting'].pk}"
            f"/anh/{objects['meeting_photo'].pk}/"
        ),
        "party:organization": objects["organization"].get_absolute_url(),
        "admin:party_year_file": "/quan-tri/party/bao-cao-2025.xlsx",
        "admin:party_meeting_minutes_paper": _of_meeting(objects, "bien-ban.pdf"),
        "admin:party_meeting_attendance_paper": _of_meeting(objects, "diem-danh.xlsx"),
        "admin:party_copy": (
            f"/quan-tri/party/member/{objects['party_member'].pk}/du-lieu.json"
        ),
        "news:category": edition.category.get_absolute_url(),
        "news:legacy": "/cu.html",
        "news:attachment": objects["file_url"],
        "news:shared-preview": objects["shared"],
        "news:shared-preview-file": f"{objects['shared']}tep/{objects['file'].pk}/",
        "admin:news_article_unsaved": f"/quan-tri/news/article/xem-truoc/{uuid4()}/",
        "admin:news_article_unsaved_page": (
            f"/quan-tri/news/article/xem-truoc/{uuid4()}/trang/"
        ),
        "admin:news_article_sharing_revoke": (
            f"/quan-tri/news/article/{edition.article_id}/chia-se"
            f"/{objects['link'].pk}/thu-hoi/"
        ),
        "media": objects["news_photo"].file.url,
        "admin:view_on_site": "/quan-tri/r/1/1/",
        "admin:news_article_expire": (
            f"/quan-tri/news/article/{edition.article_id}/han-hien-thi/"
        ),
        "admin:news_article_withdraw": (
            f"/quan-tri/news/article/{edition.article_id}/go/"
        ),
        "admin:news_article_revision": _of_draft(objects, "ban-luu/1/"),
        "admin:news_article_restore": _of_draft(objects, "ban-luu/1/khoi-phuc/"),
        "admin:news_article_file": f"/quan-tri/news/article/tep/{objects['file'].pk}/",
        "admin:app_list": "/quan-tri/news/",
        "admin:statistics_file": "/quan-tri/thong-ke/bai-viet.csv",
        "admin:autocomplete": (
            "/quan-tri/autocomplete/"
            "?app_label=news&model_name=article&field_name=lead_photo"
        ),
        r"quan-tri/(?P<url>.*)$": "/quan-tri/khong-co/",
    }
    if name in public:
        return public[name]
    if "<" in route:  # quan-tri/<app>/<model>/<…>/…
        pk = objects["_".join(route.split("/")[1:3])].pk
        return "/" + re.sub(r"<[^>]+>", str(pk), route)
    return reverse(name)


def _of_meeting(objects, rest):
    return f"/quan-tri/party/meeting/{objects['party_meeting'].pk}/{rest}"


def _of_draft(objects, rest):
    return f"/quan-tri/news/article/{objects['news_article'].pk}/{rest}"


def test_a5_every_address_has_a_row():
    assert {name for name, _ in patterns()} == set(table())


@pytest.mark.parametrize("role", ROLES)
def test_a5_every_address_answers_each_role_as_in_the_table(
    client, staff, objects, role
):
    if role != "visitor":
        client.force_login(staff[role])
    expected, column = table(), ROLES.index(role)

    answers = {}
    for name, route in patterns():
        path = address(name, route, objects)
        answers[name] = client.get(path).status_code

    assert answers == {name: row[column] for name, row in expected.items()}


# --- A12: what one may not see --------------------------------------------------------

OWN_AFFAIRS = {
    "portal_user",
    "auth_group",
    "portal_agencyprofile",
    "news_legacyaddress",
}
PARTY_RECORDS = {
    *("party_meeting", "party_member", "party_movement", "party_organization"),
    *("party_organizationaccess", "party_partylogentry", "party_regulation"),
    *("party_datarequest", "party_grading", "party_rubric"),
}
UNSEEN = {
    "reporter": OWN_AFFAIRS
    | PARTY_RECORDS
    | {"news_article", "news_frontpageslot", "news_waiver", "news_synonym"},
    "editor": OWN_AFFAIRS | PARTY_RECORDS,
    "administrator": PARTY_RECORDS,
    "party": OWN_AFFAIRS
    | {"news_article", "news_frontpageslot", "news_waiver", "news_author"}
    | {"news_unit", "news_photo", "news_category", "news_tag", "news_auditentry"}
    | {"news_synonym"},
}


def missing(row):
    """An id of as many digits that nothing has."""
    used = set(type(row).objects.values_list("pk", flat=True))
    digits = len(str(row.pk))
    ids = range(10**digits - 1, 10 ** (digits - 1) - 1, -1)
    return next(pk for pk in ids if pk not in used)


def object_routes(of):
    """The routes below /quan-tri/ that lead to one object of these models."""
    for name, route in patterns():
        parts = route.split("/")
        if parts[0] == "quan-tri" and "<" in route and "_".join(parts[1:3]) in of:
            yield name, route


def said(response, pk):
    """What a nosy person could compare: status, length, headers."""
    headers = {
        name: value.replace(f"/{pk}/", "/…/")  # An “8” alone is in “utf-8”, too.
        for name, value in response.headers.items()
        if name not in {"Content-Length", "Expires", "Last-Modified"}  # The clock.
    }
    # The cookie of messages is packed: not its length tells, but what it says.
    messages = [str(m) for m in get_messages(response.wsgi_request)]
    words = [message.replace(str(pk), "…") for message in messages]
    cookies = set(response.cookies)
    return response.status_code, len(response.content), headers, cookies, words


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", UNSEEN)
def test_a12_what_one_may_not_see_answers_like_what_is_not_there(
    client, staff, objects, role, method
):
    objects["news_article"] = ArticleFactory(by=staff["editor"])
    client.force_login(staff[role])

    def ask(url):
        client.cookies.pop("messages", None)  # Of the request before.
        return getattr(client, method)(url)

    differences, asked = {}, 0
    for name, route in object_routes(UNSEEN[role]):
        if "tep/" in route:
            row, path = objects["file"], "/quan-tri/news/article/tep/{}/"
        else:
            row = objects["_".join(route.split("/")[1:3])]
            path = "/" + re.sub(
                r"<(?:path|int|id|str)?:?(?:object_id|pk|id)>", "{}", route
            )
            path = re.sub(r"<[^>]+>", "1", path)
        there, nowhere = (
            said(ask(path.format(pk)), pk) for pk in (row.pk, missing(row))
        )
        asked += 1
        if there != nowhere:
            differences[name] = (there, nowhere)

    assert differences == {}
    assert asked >= 16


# --- A46: what changes something ------------------------------------------------------

NO_SESSION = {
    "news:count"
}  # Sent by the reader's browser; no session stands behind it.


# Of a Party record, who looked at it is written down, though a GET asked (0023).
LOOKED = {"sessions.Session", "news.AuditEntry", "party.PartyLogEntry"}


def said_of(row):
    """The row as text; of a view of memory, which PostgreSQL gives, what it shows."""
    return repr([bytes(v) if isinstance(v, memoryview) else v for v in row])


def everything():
    """All rows of all tables, but for the sessions and the log of who looked."""
    return {
        model._meta.label: sorted(map(said_of, model._base_manager.values_list()))
        for model in apps.get_models()
        if model._meta.label not in LOOKED
    }


@pytest.mark.parametrize("role", ["editor", "party", "administrator"])
def test_a46_a_get_changes_nothing(client, staff, objects, role):
    client.force_login(staff[role])
    before = everything()

    for name, route in patterns():
        if name != "admin:logout":  # Answers a GET with 405, as the table says.
            client.get(address(name, route, objects))

    assert everything() == before


@pytest.mark.parametrize("role", ROLES)
def test_a46_nothing_is_sent_without_the_token_of_the_form(staff, objects, role):
    client = Client(enforce_csrf_checks=True)
    if role != "visitor":
        client.force_login(staff[role])
    before = everything()

    answers = {
        name: client.post(address(name, route, objects), {"post": "yes"}).status_code
        for name, route in patterns()
        if name not in NO_SESSION
    }

    assert {name: code for name, code in answers.items() if code != 403} == {}
    assert everything() == before


def test_a46_the_cookies_stay_at_home_when_another_site_sends_a_form(client):
    user = EditorFactory(password="mat-khau-cua-phep-thu")
    login = reverse("admin:login")

    client.get(login)
    response = client.post(
        login, {"username": user.username, "password": "mat-khau-cua-phep-thu"}
    )

    cookies = {**client.cookies, **response.cookies}
    assert {"phien", "csrf"} <= set(cookies)
    assert {name: cookies[name]["samesite"] for name in ("phien", "csrf")} == {
        "phien": "Lax",
        "csrf": "Lax",
    }
    assert all(cookies[name]["httponly"] for name in ("phien", "csrf"))
