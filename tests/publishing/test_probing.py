"""Every platform is asked once a day whether it still takes what opens its account."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Credential, Notice, SocialAccount
from approvals.actions import approve
from audit.models import Entry
from drafts.actions import submit
from drafts.models import Draft
from publishing.actions.probing import ask_now, probe, probe_next
from publishing.platforms.protocol import Accepted, Rejected, Unreachable
from publishing.policy.accounts import account_obstacles
from publishing.queries.circumstances import circumstances_of
from publishing.queries.probing import credentials_due
from tests.cast import Cast, a_draft, a_submitted_draft, an_approved_draft, current
from tests.publishing.town import Town
from tests.refusals import refused


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    town = Town([Accepted("RiversDept", "109", None, {"max_text": 700})])
    town.stand_for("rehearsal", monkeypatch=monkeypatch)
    return town


def credential() -> Credential:
    return Credential.objects.select_related("account").get()


def told(kind: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind=kind).order_by("person__name", "pk")
    return list(rows.values_list("person__name", "why"))


def long_ago(hours: float) -> None:
    moment = timezone.now() - timedelta(hours=hours)
    Credential.objects.update(checked_at=moment)


def test_what_the_platform_says_is_written_down(cast: Cast, town: Town) -> None:
    assert probe_next()
    now = credential()
    assert (now.state, now.trouble, now.expires_at) == ("live", "", None)
    assert (now.account.remote_id, now.account.limits) == ("109", {"max_text": 700})
    assert now.checked_at is not None
    assert not probe_next()


def test_each_is_asked_again_within_a_day_and_not_before(
    cast: Cast, town: Town
) -> None:
    long_ago(19.9)
    assert not credentials_due().exists()
    long_ago(24.1)
    assert credentials_due().exists()


def test_a_platform_that_did_not_answer_is_asked_again_within_the_hour(
    cast: Cast, town: Town
) -> None:
    town.answers = [Unreachable("no answer in time")]
    probe_next()
    assert (credential().state, credential().trouble) == ("live", "no answer in time")
    assert told("account refused") == []
    long_ago(1.1)
    assert credentials_due().exists()


def test_a_refusal_is_logged_and_told_once(cast: Cast, town: Town) -> None:
    town.answers = [Rejected("401: the platform refused the credential")]
    for _ in range(2):
        Credential.objects.update(checked_at=None)
        probe_next()
    assert credential().state == "refused"
    assert Entry.objects.filter(event="credential.checked").count() == 1
    sentence = "@RiversDept on Rehearsal network: connect it again."
    assert told("account refused") == [
        ("Priya Shah", sentence),
        ("Sam Admin", sentence),
        ("Tom Reed", sentence),
    ]


def test_one_that_is_taken_again_is_live_again(cast: Cast, town: Town) -> None:
    Credential.objects.update(state="refused", trouble="401")
    probe_next()
    assert (credential().state, credential().trouble) == ("live", "")
    assert Entry.objects.filter(event="credential.checked").count() == 1


def test_another_number_under_the_same_name_counts_as_refused(
    cast: Cast, town: Town
) -> None:
    SocialAccount.objects.filter(pk=cast.rehearsal.pk).update(remote_id="7")
    probe_next()
    assert credential().state == "refused"
    assert credential().account.remote_id == "7"


def test_an_account_in_trouble_stops_no_other(cast: Cast, town: Town) -> None:
    town.answers = [RuntimeError("Bearer rehearsal-token"), Accepted("x")]
    Credential.objects.create(account=cast.x, ciphertext=b"no key opens this")
    assert [probe_next(), probe_next(), probe_next()] == [True, True, False]
    troubles = Credential.objects.order_by("account").values_list("trouble", flat=True)
    assert list(troubles) == [
        "the connector broke: RuntimeError",
        "no key that is configured opens the stored secret",
    ]


def test_a_secret_that_a_person_stored_meanwhile_is_not_judged(
    cast: Cast, town: Town
) -> None:
    asked_about = credential()
    Credential.objects.update(stored_at=timezone.now() + timedelta(seconds=1))
    town.answers = [Rejected("401")]
    probe(asked_about)
    assert credential().state == "live"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=15), None),
        (timedelta(days=13), "in less than 14 days."),
        (timedelta(days=6), "in less than 7 days."),
        (timedelta(hours=20), "in less than a day."),
    ],
)
def test_owner_deputy_and_administrators_hear_before_it_ends(
    cast: Cast, town: Town, left: timedelta, said: str | None
) -> None:
    town.answers = [Accepted("RiversDept", "109", timezone.now() + left)]
    for _ in range(3):
        Credential.objects.update(checked_at=None)
        probe_next()
    heard = told("account ending")
    assert [name for name, _ in heard] == (
        ["Priya Shah", "Sam Admin", "Tom Reed"] if said else []
    )
    assert all(why.endswith(said or "") for _, why in heard)


def test_somebody_may_have_it_asked_at_once(cast: Cast, town: Town) -> None:
    account = SocialAccount.objects.get(pk=cast.rehearsal.pk)
    assert ask_now(account, by=cast.priya).trouble == ""
    with refused("may-not-ask"):
        ask_now(account, by=cast.alice)


def ends_in(days: int) -> None:
    ends = timezone.now() + timedelta(days=days)
    Credential.objects.update(expires_at=ends)


def test_nothing_is_submitted_for_after_the_end(cast: Cast) -> None:
    draft = a_draft(cast)
    ends_in(-1)
    with refused(f"connection-ends:{cast.rehearsal.pk}"):
        submit(draft, by=cast.alice, based_on=1)


def test_nothing_is_approved_for_after_the_end(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    ends_in(-1)
    with refused(f"connection-ends:{cast.rehearsal.pk}"):
        approve_by_priya(cast, draft)


def approve_by_priya(cast: Cast, draft: Draft) -> None:
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))


def test_nothing_is_claimed_after_the_end(cast: Cast) -> None:
    an_approved_draft(cast)
    publication = cast.rehearsal.publications.get()
    ends_in(-1)
    found = account_obstacles(publication, circumstances_of(publication))
    assert [each.reason.code for each in found] == ["credential-expired"]
    ends_in(1)
    assert account_obstacles(publication, circumstances_of(publication)) == []
