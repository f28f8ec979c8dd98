"""Health, robots and the pages for errors."""

import logging
import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds
DAY = 24 * 3600
CLOSED = ("ban-nhap", "quan-tri", "tim-kiem")  # No robot looks there.


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the portal and its database answer, else 503; for machines."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("database", status=503)
    return _plain("ok")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "User-agent: *\n" + "".join(f"Disallow: /{path}/\n" for path in CLOSED)
    maps = (reverse("news:sitemap"), reverse("news:sitemap-news"))
    lines = [f"Sitemap: {settings.SITE_URL}{path}\n" for path in maps]
    response = _plain(closed + "".join(lines))
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address unasked; the pages link the real one."""
    response = HttpResponseRedirect(staticfiles_storage.url("img/favicon.ico"))
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is wrong, perhaps its Host: nothing of it is used."""
    return _bare_page("400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page that was left open for too long."""
    return _error_page(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a database it says when to come back."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return _bare_page("500.html", status=500)
    response = _bare_page("503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _bare_page(template: str, *, status: int) -> HttpResponse:
    """A page that needs neither context nor database; when it fails, too, one line."""
    try:
        return HttpResponse(render_to_string(template), status=status)
    except Exception:
        logger.exception("Không dựng được trang báo lỗi %s.", template)
        return _plain("Hệ thống đang gặp sự cố.", status=status)


def _error_page(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    if not hasattr(request, "moment"):  # It failed before it got its moment.
        request.moment = timezone.now()  # type: ignore[attr-defined]
    try:
        return render(request, template, status=status)
    except DatabaseError:
        raise  # The page for errors of the database says when to come back.
    except Exception:
        logger.exception("Không dựng được trang báo lỗi %s.", template)
        return _bare_page("500.html", status=status)


def _plain(text: str, *, status: int = 200) -> HttpResponse:
    response = HttpResponse(
        text, content_type="text/plain; charset=utf-8", status=status
    )
    if status != 200 or text == "ok":
        patch_cache_control(response, no_store=True)
    return response
