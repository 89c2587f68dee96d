"""The register of webhooks and the log of their deliveries, for administrators.

No rule is applied here, and no secret is ever shown.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in
from accounts.actions.webhooks import (
    change_webhook,
    close_webhook,
    redeliver,
    register_webhook,
    replace_secret,
)
from accounts.forms.webhooks import NewWebhookForm, SecretForm, WebhookForm
from accounts.models import Webhook, WebhookDelivery
from accounts.queries.webhooks import deliveries_page, host_of, webhooks
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from accounts.views.notices import key_in, posted
from accounts.webhook_events import DeliveryState


REFUSED = 422


@let_in(Role.ADMINISTRATOR)
@require_safe
def webhooks_page(request: HttpRequest) -> HttpResponse:
    rows = [(each, host_of(each)) for each in webhooks()]
    return render(request, "accounts/webhooks/webhooks.html", {"webhooks": rows})


@let_in(Role.ADMINISTRATOR)
def webhook_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = NewWebhookForm(posted(request))
    shown = {"heading": "Register a webhook", "button": "Register"}
    return _filled(
        request, form, shown, lambda: register_webhook(by=by, **form.cleaned_data)
    )


@let_in(Role.ADMINISTRATOR)
@require_safe
def webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """One webhook: what it is told of, and each delivery with its tries."""
    return _webhook_page(request, _found(webhook_id))


@let_in(Role.ADMINISTRATOR)
def webhook_change(request: HttpRequest, webhook_id: int) -> HttpResponse:
    by, found = signed_in(request), _found(webhook_id)
    initial = {name: getattr(found, name) for name in WebhookForm.base_fields}
    form = WebhookForm(posted(request), initial=initial)
    shown = {"heading": f"Change {found.name}", "button": "Save", "webhook": found}
    return _filled(
        request, form, shown, lambda: change_webhook(found, by=by, **form.cleaned_data)
    )


@let_in(Role.ADMINISTRATOR)
def webhook_secret(request: HttpRequest, webhook_id: int) -> HttpResponse:
    by, found = signed_in(request), _found(webhook_id)
    form = SecretForm(posted(request))
    heading = f"A new secret for {found.name}"
    shown = {"heading": heading, "button": "Replace the secret", "webhook": found}
    return _filled(
        request, form, shown, lambda: replace_secret(found, by=by, **form.cleaned_data)
    )


@let_in(Role.ADMINISTRATOR)
def webhook_close(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Says in numbers what it will do before it does it."""
    by, found = signed_in(request), _found(webhook_id)
    waiting = found.deliveries.filter(state=DeliveryState.WAITING).count()
    shown = {"webhook": found, "waiting": waiting}
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            close_webhook(found, by=by)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"Closed: {found.name}.")
            return redirect("webhooks")
    return _answer(request, "accounts/webhooks/close.html", shown, reasons)


@let_in(Role.ADMINISTRATOR)
@require_POST
def webhook_redeliver(request: HttpRequest, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(
        WebhookDelivery.objects.select_related("webhook"), pk=delivery_id
    )
    try:
        redeliver(delivery, by=signed_in(request))
    except RefusedError as refused:
        return _webhook_page(request, delivery.webhook, refused.reasons)
    messages.success(request, "It is sent again now, under the same id.")
    return redirect("webhook", delivery.webhook_id)


def _found(webhook_id: int) -> Webhook:
    return get_object_or_404(Webhook.objects.select_related("owner"), pk=webhook_id)


def _filled(
    request: HttpRequest,
    form: Form,
    shown: dict[str, Any],
    act: Callable[[], object],
) -> HttpResponse:
    """Act on a form that was filled in well; otherwise show it, with what was typed."""
    reasons: Sequence[Reason] = ()
    if form.is_valid():
        try:
            act()
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "It is kept, and in the log.")
            return redirect("webhooks")
    shown["form"] = form
    return _answer(request, "accounts/webhooks/form.html", shown, reasons)


def _webhook_page(
    request: HttpRequest, found: Webhook, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    state = request.GET.get("state", "")
    after = key_in(request.GET.get("after"))
    shown = {
        "webhook": found,
        "host": host_of(found),
        "page": deliveries_page(found, state=state, after=after),
        "state": state,
        "states": DeliveryState.choices,
    }
    return _answer(request, "accounts/webhooks/webhook.html", shown, reasons)


def _answer(
    request: HttpRequest,
    template: str,
    shown: dict[str, Any],
    reasons: Sequence[Reason],
) -> HttpResponse:
    form = shown.get("form")
    refused = bool(reasons or (form is not None and form.errors))
    shown["reasons"] = reasons
    return render(request, template, shown, status=REFUSED if refused else 200)
