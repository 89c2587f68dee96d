"""Addresses of this app.

No view lives here.
"""

from django.urls import path

from drafts.views import (
    advice,
    checking,
    clearing_lines,
    commenting,
    disputes,
    disputing,
    lines,
    lists,
    media,
    opening,
    proposing_lines,
    saving_first,
    using_lines,
    withdrawing,
    writing,
)


urlpatterns = [
    path("", lists.drafts, name="drafts"),
    path("new/", opening.draft_new, name="draft-new"),
    path("new/check/", checking.check_new, name="check-new"),
    path("lines/", lines.lines, name="lines"),
    path("lines/new/", proposing_lines.line_new, name="line-new"),
    path("lines/<int:line_id>/", lines.line, name="line"),
    path("lines/<int:line_id>/use/", using_lines.line_use, name="line-use"),
    path(
        "lines/<int:line_id>/change/", proposing_lines.line_change, name="line-change"
    ),
    path(
        "lines/<int:line_id>/<int:number>/clear/",
        clearing_lines.line_clear,
        name="line-clear",
    ),
    path(
        "lines/<int:line_id>/<int:number>/refuse/",
        clearing_lines.line_refuse,
        name="line-refuse",
    ),
    path(
        "lines/<int:line_id>/<int:number>/withdraw/",
        clearing_lines.line_withdraw,
        name="line-withdraw",
    ),
    path("media/<slug:sha256>/", media.draft_media, name="draft-media"),
    path("<int:draft_id>/", writing.draft, name="draft"),
    path("<int:draft_id>/check/", checking.check_draft, name="check-draft"),
    path("<int:draft_id>/submit/", writing.draft_submit, name="draft-submit"),
    path("<int:draft_id>/withdraw/", withdrawing.draft_withdraw, name="draft-withdraw"),
    path("<int:draft_id>/dispute/", disputing.draft_dispute, name="draft-dispute"),
    path("<int:draft_id>/comment/", commenting.draft_comment, name="draft-comment"),
    path("<int:draft_id>/ask/", advice.ask_advice, name="ask-advice"),
    path(
        "<int:draft_id>/save/dispute/",
        saving_first.then_dispute,
        name="save-then-dispute",
    ),
    path("<int:draft_id>/save/ask/", saving_first.then_ask, name="save-then-ask"),
    path("disputes/", disputes.dispute_list, name="disputes"),
    path("disputes/<int:dispute_id>/", disputes.dispute, name="dispute"),
    path("advice/", advice.advice_list, name="advice-list"),
    path("advice/<int:request_id>/", advice.advice, name="advice"),
]
