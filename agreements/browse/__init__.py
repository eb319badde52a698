"""The public pages, read by anyone: one module a page, its template beside it under `templates/agreements/browse/`."""
