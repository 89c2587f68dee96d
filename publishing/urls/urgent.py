"""Addresses of the register of urgent posts.

No view lives here.
"""

from django.urls import path

from approvals.views import urgent


urlpatterns = [
    path("", urgent.register, name="urgent-posts"),
    path("<int:use_id>/", urgent.urgent_post, name="urgent-post"),
]
