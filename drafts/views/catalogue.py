"""The guidance catalogue as pages: every rule, its source and a better wording.

No rule lives here and no draft is read: every word comes from the rules themselves.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import let_in_anyone_signed_in
from guidance.engine import rule
from guidance.rules.catalogue import EFFECTS
from guidance.rules.registry import RULES


@let_in_anyone_signed_in
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every rule with what it does."""
    rows = [(each, EFFECTS[each.severity]) for each in RULES]
    return render(request, "drafts/catalogue.html", {"rows": rows})


@let_in_anyone_signed_in
def one_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Why a rule says what it says."""
    try:
        found = rule(rule_id.upper())
    except KeyError:
        raise Http404 from None
    shown = {"rule": found, "effect": EFFECTS[found.severity]}
    return render(request, "drafts/rule.html", shown)
