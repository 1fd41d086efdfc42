"""Musnad codes Arabic news into political event data with an unbroken chain of attribution.

>>> import musnad
>>> text = "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر."
>>> coded = musnad.code(text, published="2020-06-06")
>>> [(e.event_type, e.actors[0].name.en, e.recipients[0].name.en) for e in coded.events]
[('CONSULT', 'Khalifa Haftar', 'Abdel Fattah el-Sisi')]
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .coding import Coder, get_coder
    from .errors import MusnadError
    from .quick import code, open_workspace
    from .reading import ReadingOptions, plan, read, read_text
    from .records import CodedDocument, Document, Event, Label, Participant, SetAside, Tie
    from .workspace import Workspace, run

try:
    __version__ = version("musnad")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0"

# Loaded on first use, so that `import musnad` costs next to nothing.
_HOME = {
    "Coder": "coding",
    "get_coder": "coding",
    "MusnadError": "errors",
    "code": "quick",
    "open_workspace": "quick",
    "ReadingOptions": "reading",
    "plan": "reading",
    "read": "reading",
    "read_text": "reading",
    "CodedDocument": "records",
    "Document": "records",
    "Event": "records",
    "Label": "records",
    "Participant": "records",
    "SetAside": "records",
    "Tie": "records",
    "Workspace": "workspace",
    "run": "workspace",
}
__all__ = [
    "CodedDocument",
    "Coder",
    "Document",
    "Event",
    "Label",
    "MusnadError",
    "Participant",
    "ReadingOptions",
    "SetAside",
    "Tie",
    "Workspace",
    "__version__",
    "code",
    "get_coder",
    "open_workspace",
    "plan",
    "read",
    "read_text",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'musnad' has no attribute '{name}'")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
