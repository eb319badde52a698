"""★ Every statistics page as tables, one file a page: made once, shown as page and chart, written as Excel and answered as JSON."""
