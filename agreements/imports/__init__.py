"""Workbooks into the register: `reading` a file, its `headings`, `planning` what would change, `applying` it, and the pages."""
