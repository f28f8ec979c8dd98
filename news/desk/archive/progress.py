"""A progress bar on a terminal, silence anywhere else."""

from __future__ import annotations

from typing import Self, TextIO

WIDTH = 30


class Progress:
    def __init__(self, total: int, stream: TextIO) -> None:
        self.total, self.done, self.stream = total, 0, stream
        self._shown = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._shown >= 0:
            self.stream.write("\n")

    def advance(self, steps: int = 1) -> None:
        self.done += steps
        percent = 100 * self.done // max(self.total, 1)
        if percent == self._shown or not self.stream.isatty():
            return
        self._shown = percent
        bar = "█" * (WIDTH * percent // 100)
        self.stream.write(f"\r{bar:·<{WIDTH}} {percent:3} %")
        self.stream.flush()
