"""The whole public register as normalised tables: what the dated dump and the report of the whole register are made of."""
