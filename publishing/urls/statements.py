"""Addresses of the register of statements.

No view lives here.
"""

from django.urls import path

from approvals.views import statements


urlpatterns = [
    path("", statements.register, name="statements"),
    path("<int:statement_id>/", statements.statement, name="statement"),
    path(
        "<int:statement_id>/hand-over/",
        statements.statement_hand_over,
        name="statement-hand-over",
    ),
]
