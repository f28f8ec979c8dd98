"""One event, one line: nobody's input can forge a second line in the log."""

import logging


class OneLine(logging.Formatter):
    """Time, level, logger and message; control characters become visible escapes."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        line = super().formatMessage(record)
        return "".join(
            char if char.isprintable() else char.encode("unicode_escape").decode()
            for char in line
        )
