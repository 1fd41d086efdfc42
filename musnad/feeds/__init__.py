"""Feeds: RSS and Atom polled with manners, the pages they link to kept as WARC and coded.

Nothing but public http and https addresses is asked, each hop and each connection checked; answers are held
to bounds of size and time.
"""

from __future__ import annotations

from .client import Bounds, Client
from .manners import SystemClock, Visitor
from .subscriptions import Subscription, subscriptions
from .watching import Coded, Fetched, Happening, Polled, Resting, Watch

__all__ = [
    "Bounds", "Client", "Coded", "Fetched", "Happening", "Polled", "Resting", "Subscription", "SystemClock",
    "Visitor", "Watch", "subscriptions",
]  # fmt: skip
