"""Addresses of this app.

No view lives here.
"""

from django.urls import path

from approvals.views import queue, reviewing, verdicts


urlpatterns = [
    path("", queue.queue, name="queue"),
    path("together/", queue.together, name="approve-together"),
    path("<int:draft_id>/", reviewing.review, name="review"),
    path("<int:draft_id>/approve/", verdicts.approve, name="approve"),
    path("<int:draft_id>/send-back/", verdicts.send_back, name="send-back"),
    path("<int:draft_id>/decline/", verdicts.decline, name="decline"),
    path("<int:draft_id>/urgent/", verdicts.urgent, name="publish-urgently"),
    path("<int:draft_id>/conflict/", verdicts.conflict, name="conflict"),
]
