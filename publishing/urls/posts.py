"""Addresses of posts and holds.

No view lives here.
"""

from django.urls import path

from publishing.views import holds, judgement, log_export, posts, public_media


urlpatterns = [
    path("posts/", posts.posts, name="posts"),
    path("posts/<int:draft_id>/", posts.post, name="post"),
    path("posts/<int:draft_id>/news/", posts.post_news, name="post-news"),
    path(
        "publications/<int:publication_id>/release/", judgement.release, name="release"
    ),
    path("publications/<int:publication_id>/drop/", judgement.drop, name="drop"),
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
