"""The apps that the portal configures: itself, the admin and the static files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.apps import AppConfig
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver

if TYPE_CHECKING:
    from portal.models import User

# Plugins of the bundled CKEditor that we never load: they call outside services, carry
# known holes, or only make the collection of static files slower.
UNUSED_EDITOR_PLUGINS = (
    "adobeair",
    "ajax",
    "autoembed",
    "bbcode",
    "codesnippet*",
    "devtools",
    "docprops",
    "embed*",
    "exportpdf",
    "flash",
    "iframe",
    "mathjax",
    "preview",
    "scayt",
    "smiley",
    "templates",
    "wsc",
)


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self) -> None:
        from portal import audit

        post_migrate.connect(_sync_roles, sender=self)
        audit.connect()


def _sync_roles(**kwargs: object) -> None:
    """The four groups of staff stand ready in every database."""
    from portal.roles import sync_roles

    sync_roles()


class PortalAdminSite(AdminSite):
    site_header = "Bàn làm việc"
    site_title = "Bàn làm việc"
    index_title = "Quản trị cổng thông tin"

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

        return [*statistics.urls(self), *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The menu, with what is no model's page below the newsroom's."""
        from news.desk.admin import statistics

        apps = super().get_app_list(request, app_label)
        if entry := statistics.entry(request):
            for app in apps:
                if app["app_label"] == "news":
                    app["models"].append(entry)
        return apps


class PortalAdminConfig(AdminConfig):
    default_site = "portal.apps.PortalAdminSite"


class PortalStaticFilesConfig(StaticFilesConfig):
    """Leaves out what the editor brings along and we do not use."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{name}/*" for name in UNUSED_EDITOR_PLUGINS),
        "ckeditor/ckeditor/*samples/*",
        "ckeditor/ckeditor/skins/moono/*",
        "ckeditor/galleriffic/*",
        # Languages: Vietnamese and, as CKEditor's own fallback, English.
        "ckeditor/ckeditor/*lang/[!ev]*.js",
        "ckeditor/ckeditor/*lang/e[!n]*.js",
        "ckeditor/ckeditor/*lang/en-*.js",
        "ckeditor/ckeditor/*lang/_*",
    ]
