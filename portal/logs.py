"""One event, one line: nobody's input can forge a second line in the log."""

import logging


class OneLine(logging.Formatter):
    """Time, level, logger and message; control characters become visible escapes."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """A traceback follows indented: its text, too, can begin no line of its own."""
        head, *rest = super().format(record).splitlines()
        return "\n".join([head, *(f"    {_visible(line)}" for line in rest)])

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return _visible(super().formatMessage(record))


def _visible(line: str) -> str:
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in line
    )
