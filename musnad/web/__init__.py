"""The web interface: a workspace in the browser, in Arabic and English, with the data of every page and a
REST interface.

One page is one module in `pages` (a function from a workspace and a query to an `Answer`), one template, and
a line in `pages.PAGES`; its `.json` and `.csv` twins follow from the same answer.
"""

from __future__ import annotations

from .app import create_app
from .settings import Settings

__all__ = ["Settings", "create_app"]
