"""Addresses of the auditor's reports.

No view lives here.
"""

from django.urls import path

from publishing.views import reports


urlpatterns = [
    path("", reports.reports, name="reports"),
    path("<slug:name>/", reports.report, name="report"),
]
