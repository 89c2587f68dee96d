"""Addresses of what is live on accounts against what was authorised.

No view lives here.
"""

from django.urls import path

from publishing.views import truth


urlpatterns = [
    path("truth/", truth.truths_page, name="truths"),
    path("<int:account_id>/truth/", truth.truth, name="truth"),
    path("<int:account_id>/truth/check/", truth.check_now, name="truth-check"),
    path("<int:account_id>/truth/take-down/", truth.remove, name="truth-take-down"),
    path("<int:account_id>/truth/statement/", truth.statement, name="truth-statement"),
    path(
        "<int:account_id>/truth/<int:number>/known/",
        truth.recognised,
        name="truth-known",
    ),
]
