"""Parties as people write them, read without a database: "Alle kommuner i Troms unntatt Gratangen". Nothing is dropped or guessed.

`resolver.read(text, gazetteer)` gives the parties and the questions, `writer.write(parties, gazetteer)` the text again. A new
wording goes into `words.py`; what it may stand beside is in `items.py`.
"""
