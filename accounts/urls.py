"""Addresses of signing in and out, the few of allauth's that we use, and of notices.

No view lives here. Names with `mfa_` are allauth's, which leads to them. There is no way back from a forgotten password by e-mail: an
administrator gives a new one, so that nobody's mailbox opens the department's accounts.
"""

from allauth.account import views
from django.urls import path

from accounts.views import factors, notices, signing_in, webhooks


urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", signing_in.prove_again, name="account_reauthenticate"),
    path(
        "reauthenticate/passkey/",
        signing_in.prove_with_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "sign-in/passkey/", signing_in.sign_in_with_passkey, name="mfa_login_webauthn"
    ),
    path("sign-in/second-step/", signing_in.second_step, name="mfa_authenticate"),
    path("passkeys/", factors.overview, name="mfa_index"),
    path("passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", factors.rename_passkey, name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"
    ),
    path("app/", factors.start_app, name="mfa_activate_totp"),
    path("app/remove/", factors.stop_app, name="mfa_deactivate_totp"),
    path("recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        factors.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
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
