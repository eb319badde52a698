"""Bytes and a file name, or a pasted table, into sheets. What cannot be read is refused in words: `Unreadable`."""

from agreements.imports.reading.book import Book, Line, Merge, Sheet, Unreadable
from agreements.imports.reading.files import read_file, read_paste

__all__ = ["Book", "Line", "Merge", "Sheet", "Unreadable", "read_file", "read_paste"]
