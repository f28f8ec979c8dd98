"""Search over the largest corpora: building the index, a mixed list of queries.

Each corpus is measured in a process of its own: `rebuild_search_index` first, when its
index is not complete, with its time and the memory of that process; then ROUNDS times
the same list of queries (1 to 4 words, common and rare, with marks and without,
phrases, unfinished words, filters), each the whole of `search()`: the first page of 20
with highlights, and the count. Then what may be typed, too: random heaps of common
words, phrases and exclusions, and what is meant to break it; each the best of three.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WORDS_ALONE = {
    *("1 common word", "2 common words", "3 common words", "4 common words"),
    *("2 to 4 words of a title", "4 words of a sapo", "number of a title"),
    *("1 rarer word", "2 rarer words", "2 common words, 1 rarer"),
    "2 words, the last unfinished",
}
ROUNDS, QUERIES, LIMIT_MS, LIMIT_SUGGESTION_MS = 5, 240, 60, 20
HEAPS, LIMIT_ANYTHING_MS = 800, 200
HOSTILE = (
    *("ủy " * 25_000, "a" * 100_000, '"' * 5_000, "-" * 5_000, "ha " * 300),
    *("hàng\0giả", 'NEAR("hàng" "giả", 5)', "hàng*", "title : hàng", "^hàng + giả"),
    *('"hàng', "hàng OR NOT AND", "😀 hàng 🇻🇳", "\u202eảig gnàh\u202c", "بضائع hàng"),
    "hàng & giả | !kho <-> (chợ):*",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--largest", required=True)
    options, _ = parser.parse_known_args()
    corpora = json.loads(options.corpora)
    for name in json.loads(options.largest):
        address = corpora[name]
        if "://" not in address:
            address = f"sqlite:///{address}"
        print(f"### {name}\n", flush=True)
        environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "0"}
        for step in ("build", "ask"):
            command = [sys.executable, __file__]
            subprocess.run(
                command, env={**environment, "BENCH_SEARCH": step}, check=True
            )


# --- In a process of its own ----------------------------------------------------------


def build() -> None:
    from django.core.management import call_command

    from news import search
    from news.models.generation import clock

    call_command("migrate", verbosity=0)
    if search.is_complete(clock()):
        print("- index: complete already", flush=True)
        return
    begun, cpu = time.perf_counter(), time.process_time()
    call_command("rebuild_search_index")
    wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"- index built in {wall:.0f} s, {cpu:.0f} s CPU of this process,"
        f" {memory:.0f} MB",
        flush=True,
    )


def ask() -> None:
    from news import search
    from news.models.generation import clock
    from news.search.query import for_readers

    moment = clock()
    queries = _queries(random.Random(6))
    kinds = sorted({kind for kind, _, _ in queries})

    def find(typed: str, narrowing: Any) -> Any:
        return search.search(for_readers(typed), moment, narrowing=narrowing)

    best = _rounds(find, queries)
    print(f"\n| queries | p50 ms | p95 ms (≤ {LIMIT_MS}) | worst | CPU p95 |")
    print("|---|---|---|---|---|")
    _row("words alone, 1 to 4 of them", [one for one in best if one[0] in WORDS_ALONE])
    _row("all of them", best)
    for kind in kinds:
        _row(kind, [one for one in best if one[0] == kind])

    def suggest(typed: str, narrowing: Any) -> Any:
        return search.suggest(for_readers(typed), moment)

    typed = [
        (kind, text[: max(2, len(text) * 2 // 3)], None) for kind, text, _ in queries
    ]
    _row(f"suggestions (≤ {LIMIT_SUGGESTION_MS})", _rounds(suggest, typed))
    chance = random.Random(1)
    for name, anything in (
        (f"heaps of common words (≤ {LIMIT_ANYTHING_MS})", _heaps(chance)),
        (f"what is meant to break it (≤ {LIMIT_ANYTHING_MS})", HOSTILE),
    ):
        _row(name, _best_of_three(find, anything))


def _best_of_three(
    measured: Callable[[str, Any], Any], queries: Iterable[str]
) -> list[tuple[str, float, float, str]]:
    clock = _clock()
    found = []
    for typed in queries:
        spent = []
        for _ in range(3):
            begun, cpu = time.perf_counter(), clock()
            measured(typed, None)
            wall = (time.perf_counter() - begun) * 1000
            spent.append((wall, (clock() - cpu) * 1000))
        found.append(("", *min(spent), typed[:100]))
    return found


def _rounds(
    measured: Callable[[str, Any], Any], queries: list[tuple[str, str, Any]]
) -> list[tuple[str, float, float, str]]:
    """(kind, wall ms, CPU ms, query) of each query.

    Wall of the round with the least p95; CPU, which a busy machine stretches less, is
    the mean of all rounds: this process and, with PostgreSQL, the one that serves it.
    """
    clock = _clock()
    rounds, spent = [], [0.0] * len(queries)
    for _ in range(ROUNDS):
        walls = []
        for place, (_, typed, narrowing) in enumerate(queries):
            begun, cpu = time.perf_counter(), clock()
            measured(typed, narrowing)
            walls.append((time.perf_counter() - begun) * 1000)
            spent[place] += (clock() - cpu) * 1000 / ROUNDS
        rounds.append(walls)
    best = min(rounds, key=lambda walls: _percentile(walls, 95))
    return [
        (kind, best[place], spent[place], typed)
        for place, (kind, typed, _) in enumerate(queries)
    ]


def _clock() -> Callable[[], float]:
    """Seconds of CPU that this process and its server have used."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not file.exists():
        return time.process_time  # On another machine.
    tick = os.sysconf("SC_CLK_TCK")

    def both() -> float:
        user, system = file.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() + (int(user) + int(system)) / tick

    return both


def _row(name: str, spent: list[tuple[str, float, float, str]]) -> None:
    walls, cpus = [one[1] for one in spent], [one[2] for one in spent]
    worst = max(spent, key=lambda one: one[1])
    print(
        f"| {name} | {_percentile(walls, 50):.1f} | {_percentile(walls, 95):.1f}"
        f" | {worst[1]:.0f} (`{worst[3]}`) | {_percentile(cpus, 95):.1f} |",
        flush=True,
    )


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def _queries(chance: random.Random) -> list[tuple[str, str, Any]]:
    """(kind, typed, narrowing); every second one is typed without marks."""
    from facts import RARER, SYLLABLES

    from news import vietnamese
    from news.enums import StoryKind
    from news.models import Category, Edition
    from news.search import Narrowing

    pks = list(Edition.objects.order_by("pk").values_list("pk", flat=True)[::997])
    stories = list(Edition.objects.filter(pk__in=pks).only("title", "sapo", "section"))
    section = Category.objects.get(path="muc-2")
    found: list[tuple[str, str, Any]] = []

    def common(count: int) -> str:
        return " ".join(chance.choices(SYLLABLES, k=count))

    def rare() -> str:
        return RARER[int(len(RARER) ** chance.random()) - 1]

    def part(text: str, count: int) -> str:
        words = text.strip(".").split()
        start = chance.randrange(max(1, len(words) - count))
        return " ".join(words[start : start + count])

    def title(count: int) -> str:
        return part(chance.choice(stories).title, count)

    def sapo(count: int) -> str:
        return part(chance.choice(stories).sapo, count)

    def number_of_one() -> str:
        return chance.choice(stories).title.split()[-1]

    in_section = Narrowing(section=section)
    nowhere = Narrowing(kind=StoryKind.PHOTO)
    makers: list[tuple[str, Callable[[], str], Any]] = [
        ("1 common word", lambda: common(1), None),
        ("2 common words", lambda: common(2), None),
        ("3 common words", lambda: common(3), None),
        ("4 common words", lambda: common(4), None),
        ("2 to 4 words of a title", lambda: title(chance.randint(2, 4)), None),
        ("4 words of a sapo", lambda: sapo(4), None),
        ("number of a title", number_of_one, None),
        ("1 rarer word", rare, None),
        ("2 rarer words", lambda: f"{rare()} {rare()}", None),
        ("2 common words, 1 rarer", lambda: f"{common(2)} {rare()}", None),
        ("phrase of 2 words", lambda: f'"{common(2)}"', None),
        ("phrase of 3 words of a sapo", lambda: f'"{sapo(3)}"', None),
        ("2 words, the last unfinished", lambda: common(2)[:-1], None),
        ("2 common words in a section", lambda: common(2), in_section),
        ("1 common word of a kind that is nowhere", lambda: common(1), nowhere),
        ("2 common words without a third", lambda: f"{common(2)} -{common(1)} ", None),
    ]
    for number in range(QUERIES):
        kind, make, narrowing = makers[number % len(makers)]
        typed = make()
        if number // len(makers) % 2:
            typed = vietnamese.fold(typed)
        found.append((kind, typed, narrowing))
    return found


def _heaps(chance: random.Random) -> Iterator[str]:
    """One to nine words, phrases and exclusions at once, of words of every text."""
    from facts import RARER, SYLLABLES

    for _ in range(HEAPS):
        parts = []
        for _ in range(chance.choice([1, 1, 2, 2, 3, 5, 9])):
            length = chance.choice([1, 1, 1, 2, 3, 6])
            words = [
                chance.choice(SYLLABLES if chance.random() < 0.8 else RARER)
                for _ in range(length)
            ]
            part = " ".join(words)
            if length > 1 and chance.random() < 0.6:
                part = f'"{part}"'
            parts.append(f"-{part}" if chance.random() < 0.2 else part)
        yield " ".join(parts) + chance.choice(["", " "])


if __name__ == "__main__":
    if "BENCH_SEARCH" not in os.environ:
        main()
    else:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        django.setup()
        {"build": build, "ask": ask}[os.environ["BENCH_SEARCH"]]()
