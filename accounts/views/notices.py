"""The page Notices: what somebody was told, what is unread, how they want to hear.

No rule is applied here, and nobody sees the notices of somebody else.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in_anyone_signed_in, signed_in
from accounts.actions.notices import choose, mark_all_read, mark_read
from accounts.forms.notices import ChoicesForm
from accounts.notice_kinds import Way
from accounts.queries.notices import notices_page, unread_count, ways_of


REFUSED = 422


@let_in_anyone_signed_in
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What this person was told, the youngest first; or only what is unread."""
    person = signed_in(request)
    unread = request.GET.get("show") == "unread"
    page = notices_page(person, unread=unread, after=key_in(request.GET.get("after")))
    shown = {"page": page, "unread": unread, "count": unread_count(person)}
    return render(request, "accounts/notices/notices.html", shown)


@let_in_anyone_signed_in
@require_POST
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as read and go to what it is about."""
    person = signed_in(request)
    notice = get_object_or_404(person.notices, pk=notice_id)
    mark_read([notice.pk], by=person)
    return redirect(notice.path)


@let_in_anyone_signed_in
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that the page showed, and nothing younger."""
    up_to = key_in(request.POST.get("up_to"))
    read = mark_all_read(by=signed_in(request), up_to=up_to)
    messages.success(request, f"Marked as read: {read}.")
    return redirect("notices")


@let_in_anyone_signed_in
def choices(request: HttpRequest) -> HttpResponse:
    """How this person hears of each kind of thing."""
    person = signed_in(request)
    form = ChoicesForm(posted(request), ways=ways_of(person))
    if form.is_valid():
        choose(form.chosen, by=person)
        messages.success(request, "Your choices are kept.")
        return redirect("notice-choices")
    shown = {"form": form, "ways": Way.choices}
    return render(
        request,
        "accounts/notices/choices.html",
        shown,
        status=REFUSED if form.errors else 200,
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def key_in(words: str | None) -> int:
    """A row's key out of an address or a form; 0 for anything else."""
    plain = words or ""
    short = plain.isascii() and plain.isdecimal() and len(plain) < 20
    return min(int(plain), 2**63 - 1) if short else 0
