"""Bytes and a file name, or a pasted table, into sheets.

`read_file(name: str, data: bytes) -> Book` and `read_paste(text: str) -> Book`; both raise `Unreadable` with words for people.
"""
