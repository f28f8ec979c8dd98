"""Tasks, requests and records whose day has come."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Q

from party.access import Scope
from party.alerts.alert import Alert, distance
from party.enums import RequestKind
from party.models import DataRequest, Member, Regulation, Task
from party.rules.months import add_months


def overdue_tasks(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """What meetings gave to do and was not done by its day, the oldest first."""
    tasks = (
        Task.objects.overdue(day)
        .filter(meeting__in=scope.meetings().held())
        .select_related("assignee", "meeting__organization")
        .order_by("due_on", "pk")
    )
    return [
        Alert(
            key=f"0:task-{task.pk}",
            rule=0,
            title=task.text,
            facts=[
                task.meeting.organization.name,
                str(task.assignee or "chưa giao ai"),
                f"hạn {task.due_on:%d/%m/%Y}",
                distance(task.due_on or day, day),
            ],
            is_late=True,
            organization_id=task.meeting.organization_id,
            meeting_id=task.meeting_id,
        )
        for task in tasks
    ]


def data_requests(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """What people asked for about their data and has not been done; officers alone."""
    if not scope.is_officer:
        return []
    found = [
        Alert(
            key=f"0:request-{request.pk}",
            rule=0,
            title=RequestKind(request.kind).label,
            facts=[
                f"yêu cầu số {request.pk}",
                (
                    f"thực hiện chậm nhất {request.last_day:%d/%m/%Y}"
                    if request.answered_on
                    else f"trả lời chậm nhất {request.answer_by:%d/%m/%Y}"
                ),
            ],
            is_late=request.is_late(day),
            organization_id=None,
            member_id=request.member_id,
            request_id=request.pk,
        )
        for request in DataRequest.objects.waiting().order_by("due_on", "pk")
    ]
    return sorted(found, key=lambda alert: not alert.is_late)


def retention(scope: Scope, day: date, rules: Regulation) -> list[Alert]:
    """Records of people who left so many years ago; officers alone.

    A reminder: nothing is deleted of itself.
    """
    if not scope.is_officer:
        return []
    real = Q(memberships__is_mistake=False)
    before = add_months(day, -12 * rules.retention_years)
    rows = (
        Member.objects.real()
        .filter(anonymized_at__isnull=True)
        .annotate(
            open=Count("memberships", filter=real & Q(memberships__ends_on=None)),
            left_on=Max("memberships__ends_on", filter=real),
        )
        .filter(open=0, left_on__lt=before)
        .order_by("left_on", "pk")
    )
    return [
        Alert(
            key=f"0:retention:member-{member.pk}",
            rule=0,
            title=member.full_name,
            facts=[
                f"thôi sinh hoạt từ {member.left_on:%d/%m/%Y}",
                f"quá {rules.retention_years} năm",
            ],
            is_late=False,
            organization_id=None,
            member_id=member.pk,
        )
        for member in rows
    ]
