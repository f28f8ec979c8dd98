"""Every private text of the Party records is marked; nobody else ever reads a mark.

The marks stand in every text of every row but what may be told (tests.party.marked);
a public page, feed, sitemap, search or error page, and the desk of everybody without
the role, are walked link by link.
"""

import html
import logging
import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from party.models import Member
from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    ReporterFactory,
    UnitFactory,
    UserFactory,
)
from tests.party.marked import BORN, world
from tests.party.told import organization

pytestmark = pytest.mark.django_db
LINKS = re.compile(
    r"""(?:href|src|action)=["']([^"'#]+)|<(?:loc|link|guid)[^>]*>([^<]+)"""
)
MOST_PAGES = 400
MOST_QUERIES = 3  # Of one path: lists have as many orders as columns.
TEXT = ("text/", "application/json", "application/xml", "application/rss")


def walk(client, starts, *, inside):
    """{address: (status, text)} of what is reached from there by links, GET alone."""
    waiting, seen, per_path = deque(starts), {}, {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        path = urlsplit(address).path
        if address in seen or per_path.get(path, 0) >= MOST_QUERIES:
            continue
        per_path[path] = per_path.get(path, 0) + 1
        response = client.get(address)
        content = response.getvalue()
        is_text = response.headers.get("Content-Type", "").startswith(TEXT)
        seen[address] = response.status_code, content.decode("utf-8", "replace")
        if not is_text:
            continue
        waiting.extend(
            link
            for link in links(seen[address][1], address)
            if inside(urlsplit(link).path)
        )
        if target := response.headers.get("Location"):
            waiting.append(target)
    return seen


def links(text, base):
    for one, other in LINKS.findall(text):
        link = html.unescape((one or other).strip())
        link = link.removeprefix("http://testserver")
        if link.startswith("?"):
            link = urlsplit(base).path + link
        if link.startswith("/") and not link.startswith("//"):
            yield link


def leaks(marked, seen):
    return {
        address: marked.found_in(text)
        for address, (_, text) in seen.items()
        if marked.found_in(text)
    }


def is_public(path):
    return not path.startswith(("/quan-tri/", "/static/", "/media/"))


def is_desk(path):
    return path.startswith("/quan-tri/") and "logout" not in path


@pytest.fixture
def marked(caplog):
    caplog.set_level(logging.INFO)
    return world()


def party_addresses(marked):
    """Every address of the Party's admins, of rows that exist."""
    rows = {"meeting": marked.held, "member": marked.member}
    return [
        "/" + re.sub(r"<[^>]+>", str(rows.get(model, marked.branch).pk), route)
        for route in party_routes()
        for model in [route.split("/")[2]]
    ]


def party_routes(resolver=None, route=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from party_routes(pattern, path)
        elif path.startswith("quan-tri/party/"):
            yield path


def test_a42_no_public_page_shows_a_private_word(client, marked, caplog):
    """Nor a search, a suggestion, an error page, a line of the log, another table."""
    starts = ["/", "/robots.txt", "/sitemap.xml", "/rss/", "/to-chuc-dang/"]
    starts += [marked.edition.get_absolute_url(), marked.branch.get_absolute_url()]
    starts += [marked.hidden.get_absolute_url(), "/khong-co/", "/tim-kiem/?q=chi+bo"]
    starts += ["/tim-kiem/goi-y/?q=kin", "/tim-kiem/?q=sinh+hoat&sap=moi"]

    seen = walk(client, [*starts, *party_addresses(marked)], inside=is_public)
    client.raise_request_exception = False
    refused = Client(enforce_csrf_checks=True).post("/quan-tri/login/", {})

    assert leaks(marked, seen) == {}
    assert marked.found_in(refused.text) == {}
    assert len(seen) > 25
    assert seen[marked.edition.get_absolute_url()][0] == 200
    assert "Trần Thị Hoa" in seen[marked.edition.get_absolute_url()][1]
    assert "Lê Văn Bình" in seen[marked.branch.get_absolute_url()][1]
    assert {status for status, _ in seen.values()} >= {200, 404}
    assert marked.found_in(caplog.text) == {}


def test_a42_no_table_outside_the_records_holds_a_private_word(client, marked):
    client.force_login(marked.officer)
    client.get(reverse("admin:party_member_change", args=[marked.member.pk]))
    client.get(reverse("admin:party_meeting_change", args=[marked.closed.pk]))

    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("party_", "sqlite_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if shown := marked.found_in(str(cursor.fetchall())):
                found[table] = shown
        cursor.execute("SELECT sealed_card_number, sealed_born_on FROM party_member")
        sealed = str(cursor.fetchall())

    assert found == {}
    card = Member.objects.get(pk=marked.member.pk).card_number
    assert card in marked.markers
    assert card not in sealed
    assert BORN.isoformat() not in sealed
    assert not LogEntry.objects.exists()


def test_a42_a_page_that_fails_says_nothing(client, marked, monkeypatch):
    def fail(*_):
        raise ValueError(next(iter(marked.markers)))

    monkeypatch.setattr("party.site.stories.of", fail)
    client.raise_request_exception = False

    response = client.get(marked.branch.get_absolute_url())

    assert response.status_code == 500
    assert marked.found_in(response.text) == {}


ROLES = {
    "reporter": ReporterFactory,
    "editor": EditorFactory,
    "administrator": AdministratorFactory,
    "superuser": lambda: UserFactory(is_staff=True, is_superuser=True),
    "plain": lambda: UserFactory(is_staff=True),
}


@pytest.mark.parametrize("role", ROLES)
def test_a43_no_page_of_the_desk_shows_a_private_word_without_the_role(
    client, marked, role, caplog
):
    client.force_login(ROLES[role]())
    article = marked.edition.article_id
    starts = [
        "/quan-tri/",
        "/quan-tri/party/",
        *party_addresses(marked),
        f"/quan-tri/news/article/{article}/change/",
        f"/quan-tri/news/article/{article}/delete/",
        f"/quan-tri/news/article/{article}/history/",
        f"/quan-tri/news/article/?meeting__conclusion__startswith=k&article={article}",
        f"/quan-tri/news/unit/{marked.branch.units.get().pk}/delete/",
        f"/quan-tri/portal/user/{marked.officer.pk}/history/",
        *(
            "/quan-tri/autocomplete/?term=k&app_label=party"
            f"&model_name={model}&field_name={field}"
            for model, field in (
                ("meeting", "chair"),
                ("membership", "member"),
                ("office", "member"),
                ("organizationaccess", "organization"),
            )
        ),
    ]

    seen = walk(client, starts, inside=is_desk)

    assert leaks(marked, seen) == {}
    assert marked.found_in(caplog.text) == {}
    opened = [a for a, (status, _) in seen.items() if status == 200]
    assert len(seen) > 60
    assert not [a for a in opened if a.startswith("/quan-tri/party/")]
    assert "Tổ chức Đảng" not in seen["/quan-tri/"][1]


def test_the_marks_are_there_for_whoever_may_read_them(client, marked):
    client.force_login(marked.officer)
    names = {"party_member": marked.member, "party_meeting": marked.held}

    shown = {}
    for name, row in names.items():
        page = client.get(reverse(f"admin:{name}_change", args=[row.pk]))
        shown |= marked.found_in(page.text)

    assert len(marked.markers) > 120
    places = set(shown.values())
    assert {"Member.full_name", "Meeting.conclusion", "Opinion.text"} <= places
    assert {"Guest.full_name", "Member.born_on", "Task.text"} <= places
    assert f"{BORN:%d/%m/%Y}" in shown or f"{BORN:%Y-%m-%d}" in shown


def test_a6_deleting_a_room_does_not_tell_of_its_branch(client):
    with_branch, without = UnitFactory(), UnitFactory()
    branch = organization("Chi bộ kín", is_public=False)
    branch.units.add(with_branch)
    client.force_login(AdministratorFactory())

    def asked(unit):
        page = client.get(reverse("admin:news_unit_delete", args=[unit.pk]))
        text = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.text)  # The token.
        return text.replace(unit.name, "…").replace(f"/{unit.pk}/", "/…/")

    assert asked(with_branch) == asked(without)
    address = reverse("admin:news_unit_delete", args=[with_branch.pk])
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not branch.units.exists()
