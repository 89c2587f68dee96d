"""Addresses of signing in and out, the few of allauth's that we use.

No view lives here.
"""

from allauth.account import views
from django.urls import path


urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("password/", views.password_change, name="account_change_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
]
