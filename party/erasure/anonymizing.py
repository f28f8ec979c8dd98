"""Somebody who left is made anonymous: the history stays, the person goes.

Final, and signed with the password of whoever does it. See docs/party-data.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from news import effects, vietnamese
from news.models.generation import clock
from party import log
from party.enums import LogKind, MovementKind
from party.erasure import meetings, texts
from party.models import (
    Acknowledgement,
    DataRequest,
    Exemption,
    Grading,
    Meeting,
    Member,
    Membership,
    Movement,
    Office,
)
from party.records.changes import Changes, one_after_another, refuse, write
from party.records.members import set_name
from party.rules import Finding

if TYPE_CHECKING:
    from portal.models import User

WRONG_PASSWORD = "Mật khẩu không đúng; chưa ẩn danh gì."  # noqa: S105
REASON_LIMIT = 200
GONE = "(đã xóa khi ẩn danh)"


@dataclass(frozen=True)
class Erased:
    """What was done, and `remains`: what only people can do, in Vietnamese."""

    movement: Movement
    amended: int  # Closed meetings whose snapshot was rewritten.
    remains: list[str]


def alias_of(member: Member) -> str:
    return f"Đảng viên đã ẩn danh số {member.pk}"


def hindrances(member: Member) -> list[Finding]:
    """Why this member cannot be made anonymous now."""
    if member.anonymized_at is not None:
        return [Finding(0, "Hồ sơ này đã được ẩn danh.")]
    if Membership.objects.open().filter(member=member).exists():
        message = (
            "Đang sinh hoạt Đảng nên không ẩn danh được: hồ sơ còn cần cho nghĩa vụ "
            "của tổ chức. Ghi việc thôi sinh hoạt trước."
        )
        return [Finding(0, message)]
    if Membership.objects.filter(member=member, ends_on__gte=timezone.localdate()):
        return [Finding(0, "Còn trong thời gian sinh hoạt Đảng.")]
    return []


def anonymize(
    member: Member,
    *,
    reason: str,
    password: str,
    by: User,
    request: DataRequest | None = None,
) -> Erased:
    """Take the person out of every row, text and snapshot; all or nothing.

    `request`, when given, is done with it. Raises RecordsError: see hindrances(), no
    reason, a wrong password.
    """
    reason = vietnamese.clean_line(reason)[:REASON_LIMIT]
    with one_after_another() as changes:
        member.refresh_from_db()
        for finding in hindrances(member):
            raise refuse(finding.message)
        if not reason:
            raise refuse("Ghi lý do ẩn danh.", "reason")
        if not by.check_password(password):
            raise refuse(WRONG_PASSWORD, "password")
        found, at = meetings.meetings_of(member), clock()
        is_alone = not _namesakes(member).exists()
        alias, name = alias_of(member), member.full_name
        replace = texts.without(name, alias) if is_alone else texts.unchanged
        reason = texts.without(name, alias)(reason)
        meetings.forget_in_rows(member, found, replace)
        amendments = [
            meetings.forget_in_snapshot(
                meeting, member, alias, replace, reason=reason, at=at, by=by
            )
            for meeting in found
        ]
        _forget_person(changes, member, alias, at)
        _forget_history(member)
        movement = write(
            MovementKind.ANONYMIZE,
            changes,
            by=by,
            on=timezone.localdate(),
            member=member,
            note=reason,
        )
        if request is not None:
            _done(request)
        log.record(LogKind.ERASE, f"Ẩn danh hồ sơ {member.pk}", by=by, member=member)
        effects.public_changed()
    amended = sum(row is not None for row in amendments)
    return Erased(movement, amended, _remains(found, is_alone=is_alone))


def _namesakes(member: Member) -> QuerySet[Member]:
    """Others of exactly this name: whose texts are whose, only people can tell."""
    same = Member.objects.real().filter(search_text=member.search_text)
    return same.exclude(pk=member.pk)


def _forget_person(changes: Changes, member: Member, alias: str, at: datetime) -> None:
    set_name(member, alias)
    member.gender, member.born_on = "", None
    member.sealed_card_number = member.register_code = ""
    member.anonymized_at = at
    changes.store(member)


def _forget_history(member: Member) -> None:
    """Numbers of decisions, places and notes; days, kinds and levels stay."""
    Membership.recorded.filter(member=member).update(decision="", place="")
    Exemption.recorded.filter(member=member).update(decision="")
    Office.recorded.filter(member=member).update(decision="", is_public=False)
    Grading.objects.filter(member=member).update(
        points={}, score=None, note="", decision=""
    )
    requests = DataRequest.objects.filter(member=member)
    requests.update(note="")
    requests.filter(extended_to__isnull=False).update(extension_reason=GONE)
    # The one place where rows of this log change: their texts may name the person.
    texts_of = Movement._base_manager.filter(member=member)
    texts_of.update(note="", decision="")
    key = f":member-{member.pk}"
    about = Acknowledgement.objects.filter(key__contains=key)
    for row in about:
        if key in {f":{part}" for part in row.key.split(":")}:
            row.reason = GONE
            row.save(update_fields=["reason"])


def _done(request: DataRequest) -> None:
    today = timezone.localdate()
    request.refresh_from_db()
    request.done_on = today
    request.answered_on = request.answered_on or today
    request.save(update_fields=["done_on", "answered_on"])


def _remains(found: QuerySet[Meeting], *, is_alone: bool) -> list[str]:
    """What the machine cannot do, or must not do alone."""
    remains = []
    if not is_alone:
        remains.append(
            "Còn đảng viên khác cùng họ tên: tên trong biên bản, ý kiến, kết luận chưa "
            "được thay; hãy đọc lại và sửa hoặc đính chính từng buổi."
        )
    files = [str(row.pk) for row in found if row.minutes_file]
    if files:
        remains.append(
            "Tệp biên bản tải lên không tự sửa được, của các buổi sinh hoạt số "
            f"{', '.join(files)}."
        )
    stories = found.exclude(article=None).values_list("article", flat=True)
    if stories:
        numbers = ", ".join(str(pk) for pk in sorted(set(stories)))
        remains.append(
            f"Tin bài đã soạn từ các buổi này (số {numbers}) không tự đổi: nếu có nêu "
            "tên, xử lý theo quy trình gỡ hoặc đính chính tin."
        )
    return remains
