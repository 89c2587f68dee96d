"""Addresses of the home page and the health check.

No view lives here.
"""

from django.urls import path

from publishing.views import health, home


urlpatterns = [
    path("", home.home, name="home"),
    path("healthz/", health.healthz, name="healthz"),
]
