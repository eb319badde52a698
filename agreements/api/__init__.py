"""The read-only API: the selections of the pages as JSON, with files of the same beside it. `rest_framework` lives here only."""
