"""Arabic: folding for comparison, words, clitics, inflection, sentences, numerals, dates.

Pure functions without data files.
"""
