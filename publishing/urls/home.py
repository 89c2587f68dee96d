"""Addresses of the home page and the health check.

No view lives here.
"""

from django.urls import path

from publishing.views import health


urlpatterns = [path("healthz/", health.healthz, name="healthz")]
