"""The four groups of staff and what each may do. Nothing else grants a permission."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from party import access

REPORTER = "Phóng viên"
EDITOR = "Biên tập viên"
ADMINISTRATOR = "Quản trị"
PARTY_OFFICER = access.GROUP

ALL = "add change delete view"


def _permissions(**verbs_of: str) -> frozenset[str]:
    """news_article="add view" → news.add_article, news.view_article."""
    return frozenset(
        model.replace("_", f".{verb}_", 1)
        for model, verbs in verbs_of.items()
        for verb in verbs.split()
    )


_REPORTER = _permissions(
    news_article="add change view",
    news_byline=ALL,
    news_articleattachment=ALL,
    news_galleryphoto=ALL,
    news_photo="add change view",
    news_pin="view",
    news_author="view",
    news_category="view",
    news_correction="view",
    news_tag="view",
    news_unit="view",
)
_EDITOR = _REPORTER | _permissions(
    news_article="delete publish withdraw",
    news_author=ALL,
    news_correction=ALL,
    news_frontpageslot=ALL,
    news_photo="delete withdraw",
    news_pin=ALL,
    news_synonym=ALL,
    news_tag=ALL,
    news_unit="add change",
    news_waiver="view",
)
_ADMINISTRATOR = _EDITOR | _permissions(
    auth_group="view",
    news_auditentry="view",
    news_category=ALL,
    news_legacyaddress=ALL,
    news_unit=ALL,
    portal_agencyprofile=ALL,
    portal_user="add change view",
)

PERMISSIONS: dict[str, frozenset[str]] = {
    REPORTER: _REPORTER,
    EDITOR: _EDITOR,
    ADMINISTRATOR: _ADMINISTRATOR,
    # party.access asks for the group itself: a permission would open the records to
    # every superuser.
    PARTY_OFFICER: frozenset(),
}


def sync_roles() -> None:
    """Make the four groups, each with exactly its permissions."""
    for label in ("auth", "news", "portal"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for name, wanted in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_found(wanted))


def _found(wanted: frozenset[str]) -> list[Permission]:
    """The permissions of these names; LookupError when one does not exist."""
    codenames = {name.partition(".")[2] for name in wanted}
    rows = Permission.objects.filter(codename__in=codenames)
    found = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in rows.select_related("content_type")
    }
    if missing := wanted - found.keys():
        raise LookupError(f"no such permissions: {', '.join(sorted(missing))}")
    return [found[name] for name in wanted]
