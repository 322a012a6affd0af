"""What a mail says, read so that no mail can do harm or stop the next: pure, on the standard library."""

from goldenthread.inbox.reading.mail import Attached, Letter, read

__all__ = ["Attached", "Letter", "read"]
