"""What reading, comparing and highlighting words costs: CPU of this process, no index.

    python benchmarks/words.py

Then the worst that a stranger can send: 100 kB of each hostile text of the tests,
through every function that ever sees what was typed.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

ROUNDS = 30
SENTENCE = "Đội Quản lý thị trường số 2 kiểm tra kho hàng, tạm giữ 600 đôi giày. "
BODY = SENTENCE * 25  # Some 400 syllables.
TYPED = "quan ly thi truong"


def main() -> None:
    django.setup()
    from news import vietnamese
    from news.search.marking import mark, passage
    from news.search.query import parse
    from news.search.telex import decoded
    from tests.news.test_vietnamese import HOSTILE

    query, words = parse(TYPED), vocabulary()
    say("keys of a body of 400 syllables", lambda: vietnamese.search_keys(BODY))
    say("a passage of it with highlights", lambda: passage(BODY, query))
    say("reading a query of four words", lambda: parse(TYPED))
    say("words near a mistyped one, of 20,000", lambda: words.near("truogn", 2, 12))
    for name, text in HOSTILE.items():
        hostile = parse(text)
        say(f"query: {name}", lambda text=text: parse(text))
        say(f"Telex: {name}", lambda query=hostile: decoded(query.typed))
        for function in (vietnamese.nfc, vietnamese.exact_key, vietnamese.slug):
            say(f"{function.__name__}: {name}", lambda f=function, t=text: f(t))
        say(f"marked: {name}", lambda t=text, q=hostile: (mark(t, q), passage(t, q)))


def vocabulary() -> Any:
    from news.search.vocabulary import Vocabulary

    chance = random.Random(1)
    lengths = (chance.randint(2, 7) for _ in range(20_000))
    words = ("".join(chance.choices("aeghilmnoprstuy", k=k)) for k in lengths)
    return Vocabulary(dict.fromkeys(words, 1))


def say(what: str, work: Callable[[], Any]) -> None:
    """The least of some rounds, in milliseconds; once when a round takes long."""
    times: list[float] = []
    while len(times) < ROUNDS and sum(times) < 0.3:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    print(f"{1000 * min(times):9.2f} ms  {what}", flush=True)


if __name__ == "__main__":
    main()
