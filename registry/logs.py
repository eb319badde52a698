"""The log keeps what went wrong, a line each, and nothing that opens a door."""

import logging
import re
from collections.abc import Iterable

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class WithoutSecrets(logging.Filter):
    """Blots out the part of an address that lets whoever has it in: what stands after one of the words in `after`.

    A line break in what somebody sent is told as one, so that nobody writes lines of their own in the log.
    """

    def __init__(self, after: Iterable[str]):
        super().__init__()
        self._secret = re.compile(rf"(/(?:{'|'.join(map(re.escape, after))})/)[^\s\"'?#]+")

    def filter(self, record: logging.LogRecord) -> bool:
        """The record, with its words put together and blotted; every record is let through."""
        said = record.getMessage()
        blotted = _BREAKS.sub(lambda found: repr(found[0])[1:-1], self._secret.sub(r"\1…", said))
        if said != blotted:
            record.msg, record.args = blotted, None
        return True
