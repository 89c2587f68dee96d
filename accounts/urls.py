"""Addresses of signing in and out, the few of allauth's that we use, and of notices.

No view lives here. There is no way back from a forgotten password by e-mail: an
administrator gives a new one, so that nobody's mailbox opens the department's accounts.
"""

from allauth.account import views
from django.urls import path

from accounts.views import notices, webhooks


urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices-read"),
    path("notices/choices/", notices.choices, name="notice-choices"),
    path("notices/<int:notice_id>/", notices.notice_open, name="notice-open"),
    path("webhooks/", webhooks.webhooks_page, name="webhooks"),
    path("webhooks/new/", webhooks.webhook_new, name="webhook-new"),
    path("webhooks/<int:webhook_id>/", webhooks.webhook, name="webhook"),
    path(
        "webhooks/<int:webhook_id>/change/",
        webhooks.webhook_change,
        name="webhook-change",
    ),
    path(
        "webhooks/<int:webhook_id>/secret/",
        webhooks.webhook_secret,
        name="webhook-secret",
    ),
    path(
        "webhooks/<int:webhook_id>/close/", webhooks.webhook_close, name="webhook-close"
    ),
    path(
        "webhook-deliveries/<int:delivery_id>/again/",
        webhooks.webhook_redeliver,
        name="webhook-redeliver",
    ),
]
