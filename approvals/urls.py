"""Addresses of this app.

No view lives here.
"""

from django.urls import URLPattern


urlpatterns: list[URLPattern] = []
