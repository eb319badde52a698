"""The pages under `/import/`, for those who may write in the register. One module a page."""
