"""Rules 5 and 6: how many members an organization has, and what it stands under."""

from __future__ import annotations

from datetime import date

from party.enums import OrganizationKind, OrganizationState
from party.models import Organization, OrganizationVersion, Regulation
from party.rules import belonging
from party.rules.finding import Finding


def rule_5(organization: Organization, day: date) -> list[Finding]:
    """W: a branch with too few official members; the base kind that does not fit.

    Điều lệ Đảng, Điều 21: from thirty members on a committee, fewer a branch.
    """
    if organization.state != OrganizationState.ACTIVE:
        return []
    numbers, found = Regulation.objects.on(day), []
    kind = OrganizationKind(organization.kind)
    if kind.is_branch:
        official = len(belonging.officials(organization, day))
        if official < numbers.fewest_official:
            found.append(
                f"{organization} có {official} đảng viên chính thức, ít hơn "
                f"{numbers.fewest_official}."
            )
    if kind in {OrganizationKind.BASE_BRANCH, OrganizationKind.BASE_COMMITTEE}:
        count, least = belonging.member_count(organization, day), numbers.base_threshold
        if kind == OrganizationKind.BASE_COMMITTEE and count < least:
            found.append(f"{organization} có {count} đảng viên, ít hơn {least}.")
        if kind == OrganizationKind.BASE_BRANCH and count >= least:
            found.append(
                f"{organization} có {count} đảng viên, từ {least} thì lập đảng bộ."
            )
    return [
        Finding(5, text, blocks=False, key=f"5:size:organization-{organization.pk}:{n}")
        for n, text in enumerate(found)
    ]


def rule_6(version: OrganizationVersion) -> list[Finding]:
    """B: the parent is of a legal kind, is no circle, and exists all that time."""
    organization, parent = version.organization, version.parent
    legal = OrganizationKind(organization.kind).parents
    label = OrganizationKind(organization.kind).label
    if parent is None:
        return _without_parent(version, label) if legal else []
    if parent.kind not in legal:
        allowed = " hoặc ".join(sorted(kind.label for kind in legal))
        where = f"chỉ trực thuộc {allowed}" if legal else "không trực thuộc tổ chức nào"
        return [_finding(f"{label} {where} trong cơ quan.")]
    if _is_circle(version):
        return [_finding("Một tổ chức không thể trực thuộc chính nó.")]
    if not _exists_throughout(parent, version):
        return [_finding(f"{parent} không hoạt động suốt thời gian này.")]
    return []


def _without_parent(version: OrganizationVersion, label: str) -> list[Finding]:
    """A branch may stand under a committee outside the office; a Party group not."""
    if version.organization.kind == OrganizationKind.GROUP:
        return [_finding("Chọn chi bộ mà tổ đảng trực thuộc.")]
    if not version.external_superior:
        return [_finding(f"{label}: chọn tổ chức cấp trên, hoặc ghi cấp trên ngoài.")]
    return []


def _is_circle(version: OrganizationVersion) -> bool:
    """Whether the way up from the parent leads back, on the version's first day."""
    above = dict(
        OrganizationVersion.objects.on(version.starts_on).values_list(
            "organization_id", "parent_id"
        )
    )
    current, seen = version.parent_id, {version.organization_id}
    while current is not None:
        if current in seen:
            return True
        seen.add(current)
        current = above.get(current)
    return False


def _exists_throughout(parent: Organization, version: OrganizationVersion) -> bool:
    if not parent.exists_on(version.starts_on):
        return False
    if parent.ended_on is None:
        return True
    return version.ends_on is not None and version.ends_on <= parent.ended_on


def _finding(message: str) -> Finding:
    return Finding(6, message, field="parent")
