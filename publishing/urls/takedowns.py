"""Addresses of the register of takedowns.

No view lives here.
"""

from django.urls import path

from publishing.views import takedowns


urlpatterns = [
    path("", takedowns.register, name="takedowns"),
    path("<int:takedown_id>/", takedowns.takedown, name="takedown"),
    path(
        "<int:takedown_id>/<int:deletion_id>/by-hand/",
        takedowns.by_hand,
        name="takedown-by-hand",
    ),
    path(
        "<int:takedown_id>/<int:deletion_id>/again/",
        takedowns.again,
        name="takedown-again",
    ),
]
