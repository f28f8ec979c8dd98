"""Highlights: what was found, in the spelling of the story. Linear in the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import ne
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from news import vietnamese
from news.search.query import Query
from news.search.terms import Term
from news.vietnamese import ELLIPSIS, Keys

PASSAGE = 220  # Characters: three lines of a result.
MOST_READ = 50_000  # Characters; what stands behind them is not highlighted.
MOST_HITS = 2_000  # Of a text that consists of nothing else.
LEAD = 0.3  # The part of a passage that may stand before its first highlight.
SENTENCE_END = re.compile(r"[.!?…]['\"”’)]*\s+(?=\S)")


class Hit(NamedTuple):
    """A place where a term, or what does as well, was found."""

    start: int  # In the text.
    end: int
    first: int  # The number of its first word in the text,
    last: int  # and of the word behind it.
    term: int  # Its number in the conditions of the query.
    is_exact: bool


def mark(text: str, query: Query) -> SafeString:
    """The text, escaped, with <mark> round what the query found in it."""
    return _marked(text, _hits(text, query))


def passage(text: str, query: Query, length: int = PASSAGE) -> SafeString:
    """The part of the text that answers the query best, escaped and with <mark>.

    About `length` characters on one line, cut at words, with an ellipsis where cut. The
    most different terms, then the most of them side by side, then the first. The
    beginning of the text when nothing of the query stands in it.
    """
    line = " ".join(text[:MOST_READ].split())
    hits = _hits(line, query)
    if not hits:
        return escape(vietnamese.shorten(line, length))
    begin, end = _cut(line, *_best_window(hits, length), length)
    inside = [
        hit._replace(start=max(hit.start, begin) - begin, end=min(hit.end, end) - begin)
        for hit in hits
        if hit.start < end and begin < hit.end
    ]
    before = ELLIPSIS if begin else ""
    after = ELLIPSIS if end < len(line) or len(text) > MOST_READ else ""
    return mark_safe(before + _marked(line[begin:end], inside) + after)  # noqa: S308


def _marked(text: str, hits: Sequence[Hit]) -> SafeString:
    made, at = [], 0
    for start, end in _joined(text, hits):
        made += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*made, escape(text[at:])]))  # noqa: S308


def _joined(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """What to highlight, in order; neighbours with a mere space between are one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(hit.start, hit.end) for hit in hits}):
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _hits(text: str, query: Query) -> list[Hit]:
    """Where the wanted terms stand, in order; not behind MOST_READ.

    Typed with marks: where a term is found as it was spelled, other spellings of it are
    none; “đảng” does not highlight “đang” beside “Đảng”.
    """
    text = text[:MOST_READ]
    found = list(islice(_found(vietnamese.search_keys(text), query), MOST_HITS))
    if query.is_marked:
        exactly = {term for _, _, term, is_exact in found if is_exact}
        found = [hit for hit in found if hit[3] or hit[2] not in exactly]
    at = vietnamese.places(text) if found else []
    return [
        Hit(at[first][0], at[last - 1][1], first, last, term, is_exact)
        for first, last, term, is_exact in found
    ]


def _found(keys: Keys, query: Query) -> Iterator[tuple[int, int, int, bool]]:
    """(first word, word behind the last, number of the term, spelled as typed)."""
    starting: dict[str, list[tuple[int, Term]]] = defaultdict(list)
    unfinished: list[tuple[int, Term]] = []
    for number, wanted in enumerate(query.conditions):
        for phrase in (wanted, *wanted.alternatives):
            if phrase.prefix and len(phrase.syllables) == 1:
                unfinished.append((number, phrase))
            else:
                starting[phrase.syllables[0]].append((number, phrase))
    beginnings = tuple(phrase.syllables[0] for _, phrase in unfinished)
    for first, folded in enumerate(keys.folded):
        begins = folded.startswith(beginnings) if beginnings else False
        if not begins and folded not in starting:
            continue
        for number, phrase in (*starting.get(folded, ()), *unfinished):
            last = first + len(phrase.syllables)
            if _fits(keys.folded[first:last], phrase.syllables, phrase.prefix):
                exact = _fits(keys.exact[first:last], phrase.exact, phrase.prefix)
                yield first, last, number, exact


def _fits(words: Sequence[str], wanted: Sequence[str], prefix: bool) -> bool:
    """Whether these words are the wanted ones; the last of a prefix may go on."""
    if len(words) != len(wanted) or any(map(ne, words[:-1], wanted[:-1])):
        return False
    return words[-1] == wanted[-1] or (prefix and words[-1].startswith(wanted[-1]))


def _best_window(hits: Sequence[Hit], length: int) -> tuple[int, int]:
    """(start, end) in the text of the best run of hits that fits into a passage."""
    best, best_score = (hits[0].start, hits[0].end), (0, 0, 0)
    terms: Counter[int] = Counter()
    side_by_side = left = 0
    for right, hit in enumerate(hits):
        terms[hit.term] += 1
        side_by_side += right > left and _follows(hits[right - 1], hit)
        while left < right and hit.end - hits[left].start > length * (1 - LEAD / 2):
            gone = hits[left]
            terms[gone.term] -= 1
            if not terms[gone.term]:
                del terms[gone.term]
            left += 1
            side_by_side -= _follows(gone, hits[left])
        score = (len(terms), side_by_side, min(right - left, 2 * len(terms)))
        if score > best_score:
            best, best_score = (hits[left].start, hit.end), score
    return best


def _follows(one: Hit, other: Hit) -> bool:
    """Whether they stand side by side in the order in which they were typed."""
    return one.last == other.first and one.term < other.term


def _cut(line: str, start: int, end: int, length: int) -> tuple[int, int]:
    """Where the passage round line[start:end] begins and ends: at words.

    At the beginning of the sentence when that is near.
    """
    if len(line) <= length:
        return 0, len(line)
    end = min(end, start + length)  # A single word may be longer.
    lead = min(length - (end - start), round(length * LEAD))
    begin = max(0, min(start - lead, len(line) - length))
    if begin:
        sentences = [m.end() for m in SENTENCE_END.finditer(line, begin, start + 1)]
        space = (
            line.rfind(" ", begin - 1, begin) + 1 or line.find(" ", begin, start) + 1
        )
        begin = sentences[-1] if sentences else space or start
    stop = begin + length
    if stop >= len(line):
        return begin, len(line)
    space = line.rfind(" ", end, stop + 1)
    stop = space if space >= 0 else max(end, stop)
    return begin, begin + len(line[begin:stop].rstrip(" ,;:–-(“"))
