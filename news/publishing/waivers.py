"""What an editor lets through the gate: bound to one problem, with a reason, logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from news import gate, vietnamese
from news.enums import StepKind
from news.models.article import Article
from news.models.generation import clock
from news.models.revision import snapshot
from news.models.waiver import Waiver
from news.publishing.steps import Blocked, PublishingError, claim, log, step

if TYPE_CHECKING:
    from portal.models import User

NO_REASON = "Bỏ qua phải có lý do."
NOT_THERE = (
    "Bản đã lưu của bài không có việc này. Hãy lưu bài, kiểm tra lại rồi bỏ qua."
)
NOT_WAIVABLE = "Việc này không bỏ qua được, phải làm mới đăng bài được."
ALREADY_WAIVED = "Việc này đã được bỏ qua."
NOT_WAIVED = "Việc này không được bỏ qua."


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a story, with what was waived."""

    blocks: list[gate.Problem]
    advice: list[gate.Problem]
    waived: list[tuple[gate.Problem, Waiver]]


def judge(article: Article, story: dict[str, Any], at: datetime) -> Verdict:
    """What keeps this text of the article from readers at that moment, and what not."""
    found = gate.problems(story, at=at, article_id=article.pk or 0)
    return _verdict(found, _waivers(article))


def pass_gate(article: Article, story: dict[str, Any], at: datetime) -> None:
    """Raises Blocked with every problem that nobody waived."""
    if blocks := judge(article, story, at).blocks:
        raise Blocked(blocks)


@step
def waive(
    article: Article, problem_key: str, *, reason: str, by: User | None
) -> Waiver:
    """Let one problem of the saved text pass. Raises PublishingError in Vietnamese.

    It holds as long as the very same problem comes back; another one blocks anew.
    """
    claim(article)
    now = clock()
    reason = vietnamese.clean_line(reason)[:500].strip()
    if not reason:
        raise PublishingError(NO_REASON)
    problem = _problem(article, problem_key, now)
    if problem.key in _waivers(article):
        raise PublishingError(ALREADY_WAIVED)
    waiver = article.waivers.create(
        problem=problem.key,
        message=problem.message[:500],
        reason=reason,
        at=now,
        by=by,
    )
    note = f"{problem.message} Lý do: {reason}"
    log(article, StepKind.WAIVE, by=by, at=now, note=note)
    return waiver


@step
def unwaive(article: Article, problem_key: str, *, by: User | None) -> None:
    """Take a waiver back: the problem blocks the next publication again.

    What is on the site or scheduled stays. Raises PublishingError in Vietnamese.
    """
    claim(article)
    waiver = _waivers(article).get(problem_key)
    if waiver is None:
        raise PublishingError(NOT_WAIVED)
    waiver.delete()
    log(article, StepKind.UNWAIVE, by=by, at=clock(), note=waiver.message)


def _problem(article: Article, key: str, now: datetime) -> gate.Problem:
    """The problem of that key in the text as it is stored now."""
    stored = Article.objects.get(pk=article.pk)
    found = gate.problems(snapshot(stored), at=now, article_id=article.pk)
    problem = next((p for p in found if p.key == key and p.blocks), None)
    if problem is None:
        raise PublishingError(NOT_THERE)
    if not problem.waivable:
        raise PublishingError(NOT_WAIVABLE)
    return problem


def _waivers(article: Article) -> dict[str, Waiver]:
    if article.pk is None:
        return {}
    return {waiver.problem: waiver for waiver in article.waivers.select_related("by")}


def _verdict(found: Iterable[gate.Problem], waivers: dict[str, Waiver]) -> Verdict:
    verdict = Verdict([], [], [])
    for problem in found:
        waiver = waivers.get(problem.key) if problem.waivable else None
        if not problem.blocks:
            verdict.advice.append(problem)
        elif waiver is not None:
            verdict.waived.append((problem, waiver))
        else:
            verdict.blocks.append(problem)
    return verdict
