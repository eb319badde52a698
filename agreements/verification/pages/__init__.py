"""The pages under `/gjennomgang/`: a module a page. Those of a municipality need a link or an account, the board needs staff."""
