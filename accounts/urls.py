"""Addresses of signing in and out, the few of allauth's that we use.

No view lives here. There is no way back from a forgotten password by e-mail: an
administrator gives a new one, so that nobody's mailbox opens the department's accounts.
"""

from allauth.account import views
from django.urls import path


urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
