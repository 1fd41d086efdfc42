"""The lexicon coder. `data/` holds the entries and the fitted weights; `coder.py` puts the steps together."""
