"""Everything that writes letters: the words, the signature, and what the worker does with them."""

from goldenthread.post.actions.alerting import alert
from goldenthread.post.actions.closing import close
from goldenthread.post.actions.comparing import send_before
from goldenthread.post.actions.confirming import confirm
from goldenthread.post.actions.handing import claim, deliver, reconcile, return_, send
from goldenthread.post.actions.posting import send_by_post
from goldenthread.post.actions.stopping import stop
from goldenthread.post.actions.writing import complete, sign, try_again, write
from goldenthread.post.channels import Claimed

__all__ = [
    "Claimed",
    "alert",
    "claim",
    "close",
    "complete",
    "confirm",
    "deliver",
    "reconcile",
    "return_",
    "send",
    "send_before",
    "send_by_post",
    "sign",
    "stop",
    "try_again",
    "write",
]
