"""A kind of table that is known: which field each of its headings is, and which headings tell that it is this one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """`columns` are its headings, folded, with their fields. It is this shape when all of `signs` are among the headings.

    `by_codes`: headings are machine names and values are codes, as in our own CSV. `ours`: nothing in it is mended.
    """

    code: str
    columns: Mapping[str, str]
    signs: Collection[str]
    by_codes: bool = False
    ours: bool = False

    def fits(self, headings: Collection[str]) -> bool:
        """Whether a sheet with these folded headings is of this shape."""
        return all(sign in headings for sign in self.signs)
