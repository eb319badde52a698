"""The log keeps what went wrong, and nothing that opens a door."""

import logging
import re
from collections.abc import Iterable


class WithoutSecrets(logging.Filter):
    """Blots out the part of an address that lets whoever has it in: what stands after one of the words in `after`."""

    def __init__(self, after: Iterable[str]):
        super().__init__()
        self._secret = re.compile(rf"(/(?:{'|'.join(map(re.escape, after))})/)[^\s\"'?#]+")

    def filter(self, record: logging.LogRecord) -> bool:
        """The record, with its words put together and blotted; every record is let through."""
        said = record.getMessage()
        if said != (blotted := self._secret.sub(r"\1…", said)):
            record.msg, record.args = blotted, None
        return True
