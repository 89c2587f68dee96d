"""Addresses of posts and holds.

No view lives here.
"""

from django.urls import path

from publishing.views import (
    corrections,
    deciding,
    holds,
    judgement,
    log_export,
    making_room,
    posts,
    public_media,
    takedowns,
)


urlpatterns = [
    path("posts/", posts.posts, name="posts"),
    path("posts/<int:draft_id>/", posts.post, name="post"),
    path("posts/<int:draft_id>/news/", posts.post_news, name="post-news"),
    path("posts/<int:draft_id>/correct/", corrections.correct, name="correct"),
    path(
        "posts/<int:draft_id>/make-room/", making_room.make_room_page, name="make-room"
    ),
    path("posts/<int:draft_id>/take-down/", takedowns.take_down_page, name="take-down"),
    path(
        "publications/<int:publication_id>/release/", judgement.release, name="release"
    ),
    path("publications/<int:publication_id>/drop/", judgement.drop, name="drop"),
    path("publications/<int:publication_id>/decide/", deciding.decide, name="decide"),
    path("publications/<int:publication_id>/found/", deciding.found, name="found"),
    path("publications/<int:publication_id>/settle/", judgement.settle, name="settle"),
    path(
        "receipts/<int:decision_id>.tlog-proof",
        log_export.decision_receipt,
        name="receipt",
    ),
    path("media/<str:token>", public_media.public_media, name="public-media"),
    path("holds/", holds.holds, name="holds"),
    path("holds/<int:hold_id>/", holds.hold, name="hold"),
    path("holds/<int:hold_id>/lift/", holds.hold_lift, name="hold-lift"),
]
