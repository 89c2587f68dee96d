"""Addresses of the registers of people, accounts, duty and training.

No view lives here.
"""

from django.urls import path

from accounts.views import changes, channels, duty, people, training
from publishing.views import leavers


urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.person_add, name="person-add"),
    path("people/give/", people.holding_start, name="holding-start"),
    path(
        "people/<uuid:person_id>/password/",
        people.person_password,
        name="person-password",
    ),
    path(
        "people/<uuid:person_id>/factors/",
        people.person_factors,
        name="person-factors",
    ),
    path("holdings/<int:holding_id>/end/", people.holding_end, name="holding-end"),
    path("holdings/<int:holding_id>/move/", people.holding_move, name="holding-move"),
    path("people/changes/<int:proposal_id>/", changes.change, name="person-change"),
    path("posts/<int:post_id>/roles/", people.post_roles, name="post-roles"),
    path("posts/<int:post_id>/line/", people.post_line, name="post-line"),
    path("leavers/", leavers.leavers_page, name="leavers"),
    path("duty/", duty.duty, name="duty"),
    path("duty/assign/", duty.duty_assign, name="duty-assign"),
    path("duty/<int:shift_id>/hand-over/", duty.duty_hand_over, name="duty-hand-over"),
    path("substitutions/new/", duty.substitution_new, name="substitution-new"),
    path(
        "substitutions/<int:substitution_id>/end/",
        duty.substitution_end,
        name="substitution-end",
    ),
    path("training/", training.training, name="training"),
    path("training/import/", training.training_import, name="training-import"),
    path(
        "training/import/<int:file_id>/", training.training_file, name="training-file"
    ),
    path("accounts/", channels.channels, name="channels"),
    path("accounts/<int:account_id>/", channels.channel, name="channel"),
]
