"""A new version: the file, and which version the person had before them."""

from __future__ import annotations

from goldenthread.design import fields
from goldenthread.documents.upload.forms import File


class Renew(File):
    """`number` is the latest version that the page showed."""

    number = fields.Hidden()
