"""The demo's Party records into the database: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from news import publishing
from news.models import Article
from party import gradings, meetings, story
from party.demo import organizations, words, year
from party.demo.cast import BRANCHES, GUESTS
from party.demo.organizations import Office
from party.enums import (
    AttendanceStatus,
    GradeLevel,
    MeetingKind,
    MeetingState,
    RubricKind,
)
from party.models import Grading, Meeting, Organization, Rubric

if TYPE_CHECKING:
    from portal.models import User

# Stories of the demo: the branch whose meeting they tell of, the days since then, the
# kind of the meeting and what it was about.
TOLD = {
    "chi-bo-nghiep-vu": ("nghiep-vu", 3, MeetingKind.REGULAR, ""),
    "chi-bo-doi-4-van-hoa": ("doi-4", 12, MeetingKind.THEMATIC, words.THEMES[0]),
    "chi-bo-doi-2-vu-kho": ("doi-2", 38, MeetingKind.THEMATIC, "Từ một vụ việc khó"),
    "dai-hoi-chi-bo-doi-2": ("doi-2", 71, MeetingKind.CONGRESS, ""),
    "ket-nap-dang-vien": ("to-chuc", 24, MeetingKind.SPECIAL, "Lễ kết nạp đảng viên"),
}
DRAFT_OF = "doi-1"
LEVELS = (
    (GradeLevel.GOOD, 82),
    (GradeLevel.EXCELLENT, 93),
    (GradeLevel.GOOD, 85),
    (GradeLevel.GOOD, 78),
    (GradeLevel.GOOD, 88),
)
MEMBER_LEVELS = (*[(GradeLevel.GOOD, 84)] * 9, (GradeLevel.DONE, 66))


def is_loaded() -> bool:
    return Organization.objects.exists()


@transaction.atomic
def fill(stories: Mapping[str, int], *, by: User, today: date) -> None:
    """`stories`: the articles of the demo's stories; nothing when there are records."""
    if is_loaded():
        return
    office = organizations.found(today, by)
    dice = Random(7)  # noqa: S311
    told = {
        key: today - timedelta(days=ago)
        for key, ago, kind, _ in TOLD.values()
        if kind is MeetingKind.REGULAR
    }
    held = [year.hold(office, plan, dice) for plan in year.plans(today, told)]
    newest = {meeting.organization_id: meeting for meeting in held}
    _tell(office, stories, newest, today, dice)
    _plan_ahead(office, newest, today)
    _grade(office, today)


def draft(*, by: User) -> None:
    """A story on its way to the newsroom, made of the newest meeting of a branch."""
    name = next(branch.name for branch in BRANCHES if branch.key == DRAFT_OF)
    of_branch = Meeting.objects.filter(organization__name=name).newest()
    meeting = of_branch.filter(state=MeetingState.HELD).first()
    if meeting is None or meeting.article_id is not None:
        return
    guests = [
        {"full_name": full_name, "post": post, "organization": place}
        | {"has_spoken": number == 0}
        for number, (full_name, post, place) in enumerate(GUESTS[:3])
    ]
    meetings.save(meeting, by=by, guests=guests)
    publishing.submit(story.draft_from(meeting, by=by), by=by)


def _tell(
    office: Office,
    stories: Mapping[str, int],
    newest: dict[int, Meeting],
    today: date,
    dice: Random,
) -> None:
    """Tie the stories to the meetings of which they tell; some are held for that."""
    articles = Article.objects.in_bulk(list(stories.values()))
    for name, (key, ago, kind, theme) in TOLD.items():
        if kind is MeetingKind.REGULAR:
            meeting = newest[office.branches[key].pk]
        else:
            day = today - timedelta(days=ago)
            meeting = _special(office, key, day, kind, theme, dice)
        if article := articles.get(stories.get(name, 0)):
            story.link(meeting, article, by=office.by)


def _special(
    office: Office, key: str, day: date, kind: MeetingKind, theme: str, dice: Random
) -> Meeting:
    people = office.members[key]
    begins = year.at(day, 7, 30)
    meeting = meetings.plan(
        office.branches[key],
        by=office.by,
        starts_at=begins,
        kind=kind,
        theme=theme,
        ends_at=begins + timedelta(minutes=130),
        place=words.HALL.format(name=office.branches[key].name),
        announced_at=begins - 5 * year.DAY,
        papers_at=begins - 5 * year.DAY,
        chair=people[0],
        secretary=people[3],
        conclusion=words.CONCLUSION,
        minutes=words.MINUTES.format(
            result=theme or "Đại hội thảo luận báo cáo chính trị, bầu cấp ủy khóa mới.",
            conclusion=words.CONCLUSION,
            month=day.month,
        ),
    )
    meetings.hold(meeting, by=office.by)
    points = year.points(day, {}, dice) if kind is MeetingKind.THEMATIC else None
    meetings.save(
        meeting,
        by=office.by,
        attendance={},
        rest=AttendanceStatus.PRESENT,
        points=points,
    )
    meetings.submit_minutes(meeting, by=office.by)
    meetings.close(meeting, by=office.by)
    return meeting


def _plan_ahead(office: Office, newest: dict[int, Meeting], today: date) -> None:
    """Who has not met this month is announced to; next month's are planned."""
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    for place, (key, branch) in enumerate(office.branches.items()):
        last = newest.get(branch.pk)
        met = last is not None and (last.year, last.month) == (today.year, today.month)
        month = next_month if met else today.replace(day=1)
        day = max(month.replace(day=3 + place), today + timedelta(days=1 + place))
        if (day.year, day.month) == (month.year, month.month):
            year.announce_next(office, key, day)


def _grade(office: Office, today: date) -> None:
    """Last year's levels: of the branches, announced; of one branch's members."""
    last = today.year - 1
    decided = date(today.year, 1, 12)
    if decided > today:
        return
    for (level, score), branch in zip(LEVELS, office.branches.values(), strict=True):
        _decide(Grading(organization=branch), last, level, score, decided, office)
    key = "doi-4"
    official = [m for m in office.members[key] if m.is_official_on(date(last, 1, 1))]
    for (level, score), member in zip(MEMBER_LEVELS, official, strict=False):
        grading = Grading(organization=office.branches[key], member=member)
        _decide(grading, last, level, score, decided, office)


def _decide(
    grading: Grading,
    last: int,
    level: GradeLevel,
    score: int,
    on: date,
    office: Office,
) -> None:
    kind = RubricKind.MEMBER if grading.member else RubricKind.ORGANIZATION
    grading.year = last
    grading.self_level = grading.proposed_level = grading.decided_level = level
    grading.decided_on, grading.decision = on, f"{on.month:02}-QĐ/ĐU"
    grading.is_announced = grading.member is None
    rubric = Rubric.objects.on(kind, date(last, 12, 31))
    typed = None
    if rubric is not None:
        criteria = list(rubric.criteria.all())
        shares = {it.pk: it.most * score // 100 for it in criteria}
        shares[criteria[0].pk] += Decimal(score) - sum(shares.values())
        typed = {str(pk): str(points) for pk, points in shares.items()}
    gradings.grade(grading, typed, by=office.by)
