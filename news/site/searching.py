"""The search page, suggestions while one types, and what browsers are told of both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news import search
from news.search import Results
from news.search.query import Query, for_readers
from news.search.spelling import corrections
from news.search.suggestions import SuggestionKind
from news.site import parts, sections
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.question import CURSOR, LONGEST, PARAMETERS, Question

KINDS = {SuggestionKind.TAG: "Từ khóa", SuggestionKind.STORY: ""}
# JSON that a browser took for a page would still hold no tag.
HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@dataclass(frozen=True)
class Answer:
    """What was found; when it is nothing, what may help."""

    query: Query
    results: Results
    more_url: str  # Empty on the last page.
    elsewhere: Results | None  # What there would be without the filters.
    meant: str | None  # Other words, of which there is something.
    meant_url: str
    is_filling: bool  # Nothing was found in an index that is not complete.


# What anybody may type is nobody else's page: with a question nothing is kept.
@cached_page(not_with=PARAMETERS)
@require_safe
@cache_control(private=True, no_cache=True)
def search_page(request: PublicRequest) -> HttpResponse:
    """Stories that match; without a question, how to ask one. Wrong filters: 400."""
    shared = parts.of(request)
    question = Question(request.GET, shared)
    is_asked = question.is_right and bool(question.words)
    context = {
        "question": question,
        "answer": answer(question, request.moment) if is_asked else None,
        "sections": sections.tree(shared).top,
        "longest": LONGEST,
    }
    status = 200 if question.is_right else 400
    return render(request, "news/search.html", context, status=status)


def answer(question: Question, moment: datetime) -> Answer:
    """What readers may find at that moment."""
    query = for_readers(question.words)
    results = search.search(
        query,
        moment,
        narrowing=question.narrowing,
        order=question.order,
        after=question.after,
    )
    elsewhere, meant = None, None
    if query and not results.count and question.filters:
        elsewhere = search.search(query, moment, size=1)
    if query and not results.count and not (elsewhere and elsewhere.count):
        meant = corrections(query, moment)
    return Answer(
        query=query,
        results=results,
        more_url=question.url(**{CURSOR: results.next}) if results.next else "",
        elsewhere=elsewhere,
        meant=meant,
        meant_url=question.url(q=meant) if meant else "",
        is_filling=not results.count and not search.is_complete(moment),
    )


@cached_page(not_with=["q"])
@require_safe
@cache_control(private=True, no_cache=True)
def suggestions(request: PublicRequest) -> HttpResponse:
    """[what was typed, texts, kinds, addresses]: the form that browsers ask for."""
    typed = request.GET.get("q", "")[:LONGEST]
    query = for_readers(typed)
    found = search.suggest(query, request.moment)
    columns = [
        query.typed,
        [one.text for one in found],
        [KINDS[one.kind] for one in found],
        [one.url for one in found],
    ]
    text = json.dumps(columns, ensure_ascii=False).translate(HARMLESS)
    response = HttpResponse(text, content_type="application/x-suggestions+json")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@cached_page()
@require_safe
def description(request: PublicRequest) -> HttpResponse:
    """OpenSearch: lets a browser search here from its own box."""
    return render(
        request,
        "news/opensearch.xml",
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
