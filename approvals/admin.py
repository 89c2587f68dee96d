"""The register of delegations, for administrators: granting one, and revoking it.

No decision is shown here. A delegation is never changed: it is revoked, and another given.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ActingPage, Names
from accounts.forms import ActingForm
from accounts.models import Delegation, JobPost, Person
from accounts.queries import holds_post
from audit.events import Event
from guidance.content import AuthorityClass


class DelegationForm(ActingForm):
    classes = forms.MultipleChoiceField(
        choices=[(each.value, each.value.replace("_", " ")) for each in AuthorityClass],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Delegation
        fields = (
            "reference",
            "job_post",
            "classes",
            "accounts",
            "valid_from",
            "valid_to",
            "granted_by",
            "evidence",
            "revoked_reason",
        )

    def clean_job_post(self) -> JobPost:
        post: JobPost = self.cleaned_data["job_post"]
        if holds_post(self.acting, post):
            raise forms.ValidationError(
                "You hold this post. Another administrator enters its authority."
            )
        return post

    def clean_granted_by(self) -> Person:
        grantor: Person = self.cleaned_data["granted_by"]
        post = self.cleaned_data.get("job_post")
        if post is not None and holds_post(grantor, post):
            raise forms.ValidationError("Nobody grants authority to their own post.")
        return grantor


@admin.register(Delegation)
class DelegationPage(ActingPage):
    """Who may authorise what; giving a reason for revoking it revokes it now."""

    added = Event.DELEGATION_GRANTED
    changed = Event.DELEGATION_REVOKED
    subject_type = "delegation"
    logged = (
        "reference",
        "job_post",
        "classes",
        "accounts",
        "valid_from",
        "valid_to",
        "granted_by_id",
        "revoked_at",
    )
    # Typed freely, so they may name or describe somebody.
    personal = ("evidence", "revoked_reason")
    settled = tuple(DelegationForm.Meta.fields[:-1])
    form = DelegationForm
    list_display = ("reference", "job_post", "valid_from", "valid_to", "revoked_at")
    list_select_related = ("job_post",)
    search_fields = ("reference", "job_post__title")
    autocomplete_fields = ("job_post", "granted_by", "accounts")
    ordering = ("reference",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Names:
        return self.settled if obj is None else DelegationForm.Meta.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Names:
        if obj is not None and obj.revoked_at is not None:
            return DelegationForm.Meta.fields
        return super().get_readonly_fields(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        if not change:
            obj.granted_at = timezone.now()
        elif obj.revoked_reason:
            obj.revoked_at = timezone.now()
            obj.revoked_by = request.user
        super().save_model(request, obj, form, change)
