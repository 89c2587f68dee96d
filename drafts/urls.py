"""Addresses of this app.

No view lives here.
"""

from django.urls import path

from drafts.views import lists, opening, withdrawing, writing


urlpatterns = [
    path("", lists.drafts, name="drafts"),
    path("new/", opening.draft_new, name="draft-new"),
    path("<int:draft_id>/", writing.draft, name="draft"),
    path("<int:draft_id>/submit/", writing.draft_submit, name="draft-submit"),
    path("<int:draft_id>/withdraw/", withdrawing.draft_withdraw, name="draft-withdraw"),
]
