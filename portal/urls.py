"""Every address of the portal, in order; the newsroom's come last."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from portal import media, views
from portal.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("quan-tri/", admin.site.urls),
    # What people type.
    path("quan-tri", RedirectView.as_view(pattern_name="admin:index"), name="desk"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("media/<path:name>", media.media, name="media"),
    path("to-chuc-dang/", include("party.urls")),
]

if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))

# Last: sections live at the root and would take any other first segment.
urlpatterns.append(path("", include("news.urls")))

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
