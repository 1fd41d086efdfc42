"""Musnad codes Arabic news into political event data with an unbroken chain of attribution."""
