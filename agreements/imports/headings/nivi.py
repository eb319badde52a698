"""The tables of NIVI's reports: Nr, Navn samarbeidsordning, Kommuner."""

from agreements.imports.headings.shape import Shape
from agreements.imports.headings.wording import by_heading

_COLUMNS = by_heading({"number": ("Nr",), "name": ("Navn samarbeidsordning",), "participants": ("Kommuner",)})
NIVI = Shape("nivi", _COLUMNS, _COLUMNS)
