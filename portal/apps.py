"""The apps that the portal configures: itself, the admin and the static files."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate

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


class PortalAdminConfig(AdminConfig):
    default_site = "portal.desk.Desk"


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
