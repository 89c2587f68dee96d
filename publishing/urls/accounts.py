"""Addresses of the accounts' connections.

No view lives here.
"""

from django.urls import path

from publishing.views import connecting, connections


urlpatterns = [
    path("connections/", connections.connections_page, name="connections"),
    path("register/", connecting.account_register, name="account-register"),
    path("register/<slug:platform>/", connecting.account_place, name="account-place"),
    path(
        "connected/<slug:platform>/",
        connecting.account_connected,
        name="platform-connected",
    ),
    path("<int:account_id>/entry/", connecting.account_entry, name="account-entry"),
    path("<int:account_id>/connection/", connections.connection, name="connection"),
    path(
        "<int:account_id>/connection/check/",
        connections.connection_check,
        name="connection-check",
    ),
    path(
        "<int:account_id>/connection/end/",
        connections.connection_end,
        name="connection-end",
    ),
    path(
        "<int:account_id>/connect/", connecting.account_connect, name="account-connect"
    ),
    path(
        "<int:account_id>/sign-in/", connecting.account_sign_in, name="account-sign-in"
    ),
    path(
        "<int:account_id>/connected/",
        connecting.account_connected,
        name="account-connected",
    ),
]
