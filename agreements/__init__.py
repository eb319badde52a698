"""What municipalities do together. ★ Start in `legal_forms` (the law), `actions` (every change) and `browse` (the pages)."""
