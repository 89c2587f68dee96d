"""Addresses of the log's pages.

No view lives here.
"""

from django.urls import path

from publishing.views import log, log_export, log_health, log_tiles


urlpatterns = [
    path("", log.entries, name="log"),
    path("find/", log.find, name="log-find"),
    path("entries/<int:index>/", log.entry, name="log-entry"),
    path("entries/<uuid:entry_id>/", log.entry_by_id, name="log-entry-by-id"),
    path("entries/<int:index>.tlog-proof", log_export.proof, name="log-proof"),
    path("health/", log_health.health_page, name="log-health"),
    path("health/verify/", log_health.verify, name="log-verify"),
    path("health/progress/", log_health.progress, name="log-progress"),
    path("checkpoint", log_tiles.checkpoint, name="log-checkpoint"),
    path("tile/entries/<path:path>", log_tiles.entries, name="log-bundle"),
    path("tile/<path:path>", log_tiles.tile, name="log-tile"),
    path("export/", log_export.export, name="log-export"),
]
