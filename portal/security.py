"""Headers that keep the browser from doing what our pages never ask for."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.cache import patch_cache_control

from news.site.visitors import came_through_proxy


def policy(**directives: str) -> str:
    """A content security policy that begins with nothing allowed."""
    closed = {"default_src": "'none'", "base_uri": "'none'", "object_src": "'none'"}
    parts = {**closed, "frame_ancestors": "'none'", **directives}
    return "; ".join(
        f"{name.replace('_', '-')} {value}" for name, value in parts.items()
    )


_OWN = {
    "script_src": "'self'",
    "style_src": "'self'",
    "img_src": "'self'",
    "font_src": "'self'",
    "connect_src": "'self'",
    "form_action": "'self'",
}
PUBLIC_POLICY = policy(**_OWN, manifest_src="'self'")
ADMIN_POLICY = policy(**{**_OWN, "img_src": "'self' data:"})
# CKEditor 4 writes style and handler attributes; blocks of script stay forbidden.
EDITOR_POLICY = policy(
    **{
        **_OWN,
        "script_src_elem": "'self'",
        "script_src_attr": "'unsafe-inline'",
        "style_src": "'self' 'unsafe-inline'",
        "img_src": "'self' data:",
    }
)

# The bar of a preview, with the future page in a frame; and that page.
PREVIEW_POLICY = policy(**{**_OWN, "img_src": "'self' data:", "frame_src": "'self'"})
FRAMED_POLICY = policy(**_OWN, frame_ancestors="'self'")

ADMIN_PREFIX = "/quan-tri/"
BAD_ADDRESS = "Địa chỉ có ký tự không hợp lệ."
EDITOR_PAGES = re.compile(r"/quan-tri/news/article/(add|[0-9]+/change)/")
PREVIEW_PAGES = re.compile(
    r"/quan-tri/news/article/([0-9]+/xem-truoc|xem-truoc/[-0-9a-f]{36})/(?P<page>trang/)?"
)

UNUSED_FEATURES = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class SecurityHeaders:
    """The outermost middleware: no answer leaves without these headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not came_through_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        in_admin = request.path.startswith(ADMIN_PREFIX)
        # The admin's filters would hand a NUL to PostgreSQL, which takes none.
        if in_admin and "%00" in request.META["QUERY_STRING"]:
            response: HttpResponse = HttpResponseBadRequest(BAD_ADDRESS)
        else:
            response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy_for(request.path))
        headers.setdefault("Permissions-Policy", UNUSED_FEATURES)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if in_admin or response.status_code >= 400:
            patch_cache_control(response, no_store=True)
        return response


def policy_for(path: str) -> str:
    if EDITOR_PAGES.fullmatch(path):
        return EDITOR_POLICY
    if preview := PREVIEW_PAGES.fullmatch(path):
        return FRAMED_POLICY if preview["page"] else PREVIEW_POLICY
    return ADMIN_POLICY if path.startswith(ADMIN_PREFIX) else PUBLIC_POLICY
