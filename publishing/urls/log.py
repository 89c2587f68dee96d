"""Addresses of the log's pages.

No view lives here.
"""

from django.urls import path

from publishing.views import log, log_export


urlpatterns = [
    path("", log.entries, name="log"),
    path("find/", log.find, name="log-find"),
    path("entries/<int:index>/", log.entry, name="log-entry"),
    path("entries/<uuid:entry_id>/", log.entry_by_id, name="log-entry-by-id"),
    path("entries/<int:index>.tlog-proof", log_export.proof, name="log-proof"),
    path("health/", log.health_page, name="log-health"),
    path("checkpoint", log_export.checkpoint, name="log-checkpoint"),
    path("export/", log_export.export, name="log-export"),
]
