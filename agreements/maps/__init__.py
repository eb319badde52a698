"""Numbers and places made into shapes. No database: what is drawn is given."""
