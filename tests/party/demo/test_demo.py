"""The demo's Party records: a committee, five branches, a whole year."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from news import publishing
from news.enums import ArticleState
from news.models import Article
from party import demo, meetings
from party.demo.cast import BRANCHES, GUESTS
from party.demo.loading import TOLD
from party.demo.year import plans
from party.enums import MeetingState, OfficeRole, OrganizationKind
from party.models import (
    Attendance,
    Grading,
    Meeting,
    Member,
    Membership,
    Office,
    Organization,
)
from party.site.directory import Directory
from portal.demo import loading, package
from tests.factories import ArticleFactory, CategoryFactory, PartyOfficerFactory

TODAY = date(2026, 11, 26)


@pytest.mark.django_db
def test_the_demo_is_an_office_at_work(client):
    officer, today = PartyOfficerFactory(), timezone.localdate()
    stories = {name: ArticleFactory(title=f"Tin {name}").pk for name in TOLD}
    CategoryFactory(name="Sinh hoạt chi bộ")
    for pk in stories.values():
        publishing.publish(Article.objects.get(pk=pk), by=None)

    demo.fill(stories, by=officer, today=today)
    demo.draft(by=officer)

    # One committee, five branches, some seventy members, each in a branch.
    kinds = Counter(Organization.objects.values_list("kind", flat=True))
    assert kinds == {OrganizationKind.BASE_COMMITTEE: 1, OrganizationKind.BRANCH: 5}
    assert 65 <= Member.objects.count() == Membership.objects.count() <= 75
    # A year of regular meetings in each branch, the older ones closed and unchanged.
    held = Meeting.objects.held().regular()
    assert {held.filter(organization__name=b.name).count() for b in BRANCHES} == {12}
    closed = Meeting.objects.filter(state=MeetingState.CLOSED)
    assert closed.count() >= 55
    assert not any(meetings.verify(meeting) for meeting in closed[:10])
    assert not Attendance.objects.filter(meeting__in=held, status="").exists()
    # Public pages name the officers, and each story stands with its branch.
    [root] = Directory(today).roots
    assert len(root.children) == 5
    assert all(branch.officers and branch.term for branch in [root, *root.children])
    told = Meeting.objects.filter(article__in=stories.values())
    assert told.count() == len(TOLD)
    page = client.get(
        Organization.objects.get(name="Chi bộ Đội số 2").get_absolute_url()
    )
    assert len(page.context["page"]) == 2
    # One story is on its way to the newsroom.
    draft = Article.objects.get(created_by=officer)
    assert draft.state == ArticleState.SUBMITTED
    assert GUESTS[0][0] in draft.body
    assert Grading.objects.filter(member__isnull=True).count() in {0, 5}
    # Every branch has a secretary today, and one only.
    acting = Office.objects.on(today).filter(role=OfficeRole.SECRETARY)
    assert acting.count() == 6
    # A second time, nothing.
    before = Meeting.objects.count()
    demo.fill(stories, by=officer, today=today)
    demo.draft(by=officer)
    assert (Meeting.objects.count(), Article.objects.count()) == (before, 6)


@pytest.mark.parametrize("ahead", [*range(0, 62, 7), 97, 36])
def test_the_year_is_whole_on_whatever_day_it_is_loaded(ahead):
    today = TODAY + timedelta(days=ahead)

    made = list(plans(today, {"nghiep-vu": today - timedelta(days=3)}))

    counts = Counter(plan.branch.key for plan in made)
    assert counts == {branch.key: 12 for branch in BRANCHES}
    assert len({(plan.branch.key, plan.month) for plan in made}) == 60
    assert all(plan.day < today for plan in made)
    assert today - timedelta(days=3) in {plan.day for plan in made}


def test_names_are_invented_once_and_stories_are_those_of_the_demo():
    names = [
        name
        for branch in BRANCHES
        for name in (*branch.members, *(name for name, _ in branch.joined))
    ]
    officers = {full_name for _, full_name in loading.ACCOUNTS.values()}
    stories = {story["id"]: story["age"]["days"] for story in package.read_stories()}

    assert len(set(names)) == len(names)
    assert set(names) & officers == {"Phạm Hải Yến"}
    assert {name: days for name, (_, days, _, _) in TOLD.items()}.items() <= (
        stories.items()
    )
    units = {name for branch in BRANCHES for name in branch.units}
    assert len(units) == sum(len(branch.units) for branch in BRANCHES) == 9
