"""Which field each column of a sheet is, and the sheet as a table. Each kind of table that is known has a file of its own."""

from agreements.imports.headings.recognition import Headings, recognise
from agreements.imports.headings.tables import table_of

__all__ = ["Headings", "recognise", "table_of"]
