"""Whether a file that anybody may have made can be kept: pure checks, and the limited process that runs them.

Extension, first bytes and structure must agree; what would run, fetch or unfold when somebody opens it is refused, and
the refusal says how to mend it.
"""

from goldenthread.documents.checks.confined import checked, read
from goldenthread.documents.checks.formats import ACCEPT, LARGEST, MB, Format
from goldenthread.documents.checks.names import cleaned

__all__ = ["ACCEPT", "LARGEST", "MB", "Format", "checked", "cleaned", "read"]
