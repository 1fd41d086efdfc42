"""The tree of errors. Each class has a stable code and says when it is raised; each message says what
happened, where, and what to do next.

MusnadError
├── UsageError            MSN-U01  the call itself is off: an unknown option value, a missing path
├── EnvironmentFault      MSN-E01  the machine or installation is not as needed: a missing extra, a full disk
├── DataFileError         MSN-D01  a table (the program's or the user's own) has a malformed line
├── WorkspaceError        MSN-W01  a folder is not a workspace, or is not as its ledger says
│   └── MismatchError     MSN-W02  a workspace was made by another configuration; resuming would mix results
├── FetchError            MSN-F01  an address cannot be fetched; it is left or tried again, the watch goes on
│   ├── RefusedAddress    MSN-F02  an address must not be asked: not http(s), not public, barred by robots.txt
│   └── UnfitAnswer       MSN-F03  an answer is not what was asked for: too large, another type, badly packed
└── ReadingError          MSN-R01  an input cannot be read; the document goes to quarantine, the run goes on
    ├── DamagedError      MSN-R02  truncated or corrupt bytes: gzip, WARC, Parquet
    ├── UndecodableError  MSN-R03  the bytes are not text in any encoding that Arabic pages use
    ├── MalformedError    MSN-R04  a line or record does not follow its format: broken JSON, no text field
    ├── UnknownFormat     MSN-R05  no reader for this input: a PDF, an image, an unknown suffix
    ├── TooLargeError     MSN-R06  a document is larger than the limit
    ├── ConflictError     MSN-R07  the id of a document was used before for a different text
    ├── LimitExceeded     MSN-R08  a document takes more time or memory than one may
    └── CodingFault       MSN-C01  the coder failed on the document: a bug, kept with its text to be reported
"""

from __future__ import annotations

from typing import ClassVar


class MusnadError(Exception):
    """Base of every error that Musnad raises on purpose."""

    code: ClassVar[str] = "MSN-000"
    remedy: ClassVar[str] = ""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = remedy or type(self).remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        todo = f" {self.todo}" if self.todo else ""
        return f"{self.code}: {self.what}{place}.{todo}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.todo)


def _rebuild(kind: type[MusnadError], what: str, where: str, remedy: str) -> MusnadError:
    return kind(what, where=where, remedy=remedy)


class UsageError(MusnadError):
    """The call itself is off: an unknown option value, a missing path."""

    code = "MSN-U01"
    remedy = "See `musnad --help`."


class EnvironmentFault(MusnadError):
    """The machine or installation is not as needed: a missing extra, a full disk."""

    code = "MSN-E01"


class DataFileError(MusnadError):
    """A table (the program's or the user's own) has a malformed line.

    The place names file, line and column.
    """

    code = "MSN-D01"
    remedy = "Mend the line and run again."


class WorkspaceError(MusnadError):
    """A folder is not a workspace, or is not as its ledger says."""

    code = "MSN-W01"


class MismatchError(WorkspaceError):
    """A workspace was made by another configuration; resuming would mix results."""

    code = "MSN-W02"
    remedy = "Use a new workspace folder, or the configuration that the workspace was made with."


class FetchError(MusnadError):
    """An address cannot be fetched; it is left or tried again, the watch goes on."""

    code = "MSN-F01"


class RefusedAddress(FetchError):
    """An address must not be asked: not http(s), not public, barred by robots.txt."""

    code = "MSN-F02"


class UnfitAnswer(FetchError):
    """An answer is not what was asked for: too large, another type, badly packed."""

    code = "MSN-F03"


class ReadingError(MusnadError):
    """An input cannot be read; the document goes to quarantine, the run goes on."""

    code = "MSN-R01"


class DamagedError(ReadingError):
    """Truncated or corrupt bytes: gzip, WARC, Parquet."""

    code = "MSN-R02"
    remedy = "Fetch or copy the file again; what stands before the damage was read."


class UndecodableError(ReadingError):
    """The bytes are not text in any encoding that Arabic pages use."""

    code = "MSN-R03"
    remedy = "Convert the file to UTF-8."


class MalformedError(ReadingError):
    """A line or record does not follow its format: broken JSON, no text field."""

    code = "MSN-R04"


class UnknownFormat(ReadingError):
    """No reader for this input: a PDF, an image, an unknown suffix."""

    code = "MSN-R05"
    remedy = "Convert it to text or HTML, or name its format with --input-format."


class TooLargeError(ReadingError):
    """A document is larger than the limit."""

    code = "MSN-R06"
    remedy = "Split it into articles, one document each."


class ConflictError(ReadingError):
    """The id of a document was used before for a different text."""

    code = "MSN-R07"
    remedy = "Give each document an id of its own."


class LimitExceeded(ReadingError):
    """A document takes more time or memory than one may."""

    code = "MSN-R08"
    remedy = "If the document is in order, code it by itself with higher limits, and please report it."


class CodingFault(ReadingError):
    """The coder failed on the document: a bug, kept with its text to be reported."""

    code = "MSN-C01"
    remedy = "Please report it with the document; the rest of the run is not affected."
