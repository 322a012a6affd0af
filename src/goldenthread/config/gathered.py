"""The style sheets, scripts and pictures of production, each under a name that changes when it does."""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Named(ManifestStaticFilesStorage):
    """Scripts that import each other find each other under the new names too."""

    support_js_module_import_aggregation = True
