"""Addresses of the rehearsal network.

No view lives here.
"""

from django.urls import path

from publishing.views import rehearsal


urlpatterns = [
    path("", rehearsal.network, name="rehearsal"),
    path("<str:name>/", rehearsal.account, name="rehearsal-account"),
    path("<str:name>/switch/", rehearsal.switch, name="rehearsal-switch"),
    path("<str:name>/<int:post_id>", rehearsal.post, name="rehearsal-post"),
]
