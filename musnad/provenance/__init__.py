"""Where reports come from: credits to agencies, copies of one text, families of outlets.

found = trace(workspace.documents().records())
found.origins[document_id]      # the family whose report it is
"""

from .families import read_families
from .model import REPORT, SHARED, STATEMENT, Copy, Credit, Provenance
from .trace import trace

__all__ = ["REPORT", "SHARED", "STATEMENT", "Copy", "Credit", "Provenance", "read_families", "trace"]
