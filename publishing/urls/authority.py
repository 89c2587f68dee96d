"""Addresses of the register of authority and of its schedule.

No view lives here.
"""

from django.urls import path

from approvals.views import authority, giving, schedule


urlpatterns = [
    path("", authority.authority, name="authority"),
    path("cover/", authority.cover, name="authority-cover"),
    path("give/", giving.give, name="authority-give"),
    path("give/<int:draft_id>/", giving.give_for_draft, name="authority-give-draft"),
    path("schedule/", schedule.schedule, name="schedule"),
    path(
        "schedule/changes/<int:proposal_id>/",
        schedule.schedule_proposal,
        name="schedule-proposal",
    ),
    path("schedule/<str:name>/", schedule.schedule_change, name="schedule-change"),
    path("<int:delegation_id>/", authority.delegation, name="delegation"),
    path("<int:delegation_id>/revoke/", giving.revoke, name="delegation-revoke"),
]
