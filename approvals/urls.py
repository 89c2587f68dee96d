"""Addresses of this app.

No view lives here.
"""

from django.urls import path

from approvals import views


urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:draft_id>/", views.review, name="review"),
    path("<int:draft_id>/approve/", views.approve, name="approve"),
    path("<int:draft_id>/send-back/", views.send_back, name="send-back"),
]
