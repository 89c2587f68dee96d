"""Addresses of the registers, and of what is checked again when one changes.

No view lives here.
"""

from django.urls import path

from drafts.views import register_changes, registers
from publishing.views import rechecks


urlpatterns = [
    path("", registers.registers, name="registers"),
    path("checks/", rechecks.rechecks, name="rechecks"),
    path(
        "changes/<int:proposal_id>/",
        register_changes.register_change,
        name="register-change",
    ),
    path(
        "changes/<int:proposal_id>/approve/",
        register_changes.register_approve,
        name="register-approve",
    ),
    path(
        "changes/<int:proposal_id>/refuse/",
        register_changes.register_refuse,
        name="register-refuse",
    ),
    path(
        "changes/<int:proposal_id>/withdraw/",
        register_changes.register_withdraw,
        name="register-withdraw",
    ),
    path("<slug:slug>/", registers.register, name="register"),
    path("<slug:slug>/add/", register_changes.register_add, name="register-add"),
    path("<slug:slug>/history/", registers.register_history, name="register-history"),
    path("<slug:slug>/file/", registers.register_file, name="register-file"),
    path(
        "<slug:slug>/<int:entry>/correct/",
        register_changes.register_correct,
        name="register-correct",
    ),
    path(
        "<slug:slug>/<int:entry>/end/",
        register_changes.register_end,
        name="register-end",
    ),
]
