"""Addresses of this app.

No view lives here.
"""

from django.urls import path

from drafts.views import lists, writing


urlpatterns = [
    path("", lists.drafts, name="drafts"),
    path("new/", writing.draft_new, name="draft-new"),
    path("<int:draft_id>/", writing.draft, name="draft"),
    path("<int:draft_id>/submit/", writing.draft_submit, name="draft-submit"),
    path("<int:draft_id>/withdraw/", writing.draft_withdraw, name="draft-withdraw"),
]
