"""The desk: the admin site, its menu by what people do, and its first page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver

from news.site.moment import PublicRequest

if TYPE_CHECKING:
    from portal.models import User

# What stands in the menu, by what it is for. Places of other apps (the Party's) come
# between, under the app's own name.
NEWSROOM = ["Article", "Photo", "FrontPageSlot", "Statistics"]
CATALOGUE = ["Category", "Tag", "Synonym", "Author", "Unit"]
PARTY = [
    *("PartyAlerts", "Organization", "Member", "Meeting", "Grading", "PartyReports"),
    *("Movement", "DataRequest", "Rubric", "Regulation", "OrganizationAccess"),
    "PartyLogEntry",
]
SYSTEM = ["AgencyProfile", "User", "Group", "LegacyAddress", "AuditEntry"]
APPS = {"news", "portal", "auth"}

Place = dict[str, Any]


class Desk(AdminSite):
    site_header = "Bàn biên tập"
    site_title = "Bàn biên tập"
    index_title = "Bàn biên tập"
    # Of the admin's own frame; ours has a menu that needs no script.
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        from portal.audit import with_address

        return with_address(super().admin_view(view, cacheable))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from portal.audit import DeskLoginForm

        self.login_form = DeskLoginForm
        return super().login(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from portal.audit import password_changed

        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            user = cast("User", request.user)
            password_changed(user, by=user)
        return response

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from news.desk.admin import statistics
        from party.desk import pages
        from portal import home_preview

        own = [*statistics.urls(self), *home_preview.urls(self), *pages.urls(self)]
        return [*own, *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Place]:
        """The menu: every place that this person may go to, in groups."""
        from news.desk.admin import statistics
        from party.desk import pages

        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "news" and (entry := statistics.entry(request)):
                app["models"].append(entry)
            elif app["app_label"] == "party":
                app["models"] += pages.entries(request)
        return _grouped(apps) if app_label is None else apps

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from news.desk import board
        from party.desk import alerts
        from portal import accounts

        shown = board.of(cast(PublicRequest, request))
        if block := alerts.block(request):
            shown = replace(shown, work=[*shown.work, block])
        if request.user.has_perm("portal.view_user"):
            moment = cast(PublicRequest, request).moment
            shown = replace(shown, side=[*shown.side, accounts.idle(moment)])
        return super().index(request, {"board": shown, **(extra_context or {})})


def _grouped(apps: list[Place]) -> list[Place]:
    ours = {
        place["object_name"]: place
        for app in apps
        if app["app_label"] in APPS
        for place in app["models"]
    }
    known = {*NEWSROOM, *CATALOGUE, *SYSTEM}
    extra = [name for name in ours if name not in known]
    others = [_in_order(app) for app in apps if app["app_label"] not in APPS]
    groups = [
        _group("Tin bài", "news", [*NEWSROOM, *extra], ours),
        _group("Danh mục", "catalogue", CATALOGUE, ours),
        *others,
        _group("Hệ thống", "system", SYSTEM, ours),
    ]
    return [group for group in groups if group["models"]]


def _in_order(app: Place) -> Place:
    """The places of another app: known ones as they are used, then the rest."""
    places = app["models"]
    known = {name: place for place, name in enumerate(PARTY)}
    last = len(PARTY)
    in_order = sorted(places, key=lambda place: known.get(place["object_name"], last))
    return {**app, "models": in_order}


def _group(name: str, label: str, names: list[str], places: dict[str, Place]) -> Place:
    found = [places[name] for name in names if name in places]
    return {"name": name, "app_label": label, "models": found}
