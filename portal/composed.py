"""Every text that staff send, in one Unicode form: NFC, whatever keyboard it came from.

A name typed on a Mac must equal the same name typed on Windows in every form, search
box, filter and inline row of the admin, those of later apps too; so it happens where
they all pass. Lengths are then judged of what will be stored. What a form does beyond
(one line, nothing invisible) stays with `news.vietnamese`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from portal.security import ADMIN_PREFIX

# A mark behind these would join them ("≯"), and a body is HTML.
BETWEEN_MARKUP = re.compile("[^<>=]+")
SECRETS = re.compile("password|csrfmiddlewaretoken")


class ComposedInput:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """After the check of the token, which has read the form already."""
        if not request.path.startswith(ADMIN_PREFIX):
            return
        if not _is_composed(request.GET):
            request.GET = _composed(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and not _is_composed(request.POST):
            request.POST = _composed(request.POST)  # type: ignore[assignment]


def _is_composed(sent: QueryDict) -> bool:
    return all(
        unicodedata.is_normalized("NFC", value)
        for _, values in sent.lists()
        for value in values
    )


def _composed(sent: QueryDict) -> QueryDict:
    composed = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        keep = SECRETS.search(name)
        composed.setlist(name, values if keep else [compose(v) for v in values])
    composed._mutable = False
    return composed


def compose(text: str) -> str:
    """The text in NFC; its markup is not touched."""
    return BETWEEN_MARKUP.sub(lambda m: unicodedata.normalize("NFC", m[0]), text)
