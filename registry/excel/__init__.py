"""Excel files: `writing` them, `reading` them, and one that goes `back` with remarks. Only here openpyxl is known."""
