"""Every address of the product; each app brings its own.

No view lives here.
"""

from django.contrib import admin
from django.urls import include, path

from drafts.views import catalogue


urlpatterns = [
    path("", include("publishing.urls.home")),
    path("", include("publishing.urls.posts")),
    path("rehearsal/", include("publishing.urls.rehearsal")),
    path("drafts/", include("drafts.urls")),
    path("guidance/", catalogue.catalogue, name="catalogue"),
    path("guidance/<str:rule_id>/", catalogue.one_rule, name="rule"),
    path("registers/authority/", include("publishing.urls.authority")),
    path("registers/statements/", include("publishing.urls.statements")),
    path("registers/urgent/", include("publishing.urls.urgent")),
    path("registers/takedowns/", include("publishing.urls.takedowns")),
    path("accounts/", include("publishing.urls.truth")),
    path("registers/accounts/", include("publishing.urls.accounts")),
    path("registers/", include("publishing.urls.organisation")),
    path("registers/", include("publishing.urls.registers")),
    path("approvals/", include("approvals.urls")),
    path("log/reports/", include("publishing.urls.reports")),
    path("log/", include("publishing.urls.log")),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
