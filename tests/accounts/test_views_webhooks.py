"""The pages of webhooks as an administrator meets them, and everybody else does not.

What is sent and when is tested in test_webhooks.py.
"""

from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Webhook, WebhookAttempt, WebhookDelivery
from tests.accounts.test_webhooks import OTHER, SECRET, registered
from tests.cast import Cast
from tests.pages import SENDABLE, browser_of, page_text, problems, title_of


LIST = "/account/webhooks/"
NEW = "/account/webhooks/new/"


def delivery_of(webhook: Webhook, state: str = "delivered") -> WebhookDelivery:
    delivery = WebhookDelivery.objects.create(
        webhook=webhook,
        entry=uuid4(),
        event="hold.placed",
        body="{}",
        state=state,
        tries=1,
    )
    WebhookAttempt.objects.create(
        delivery=delivery, number=1, result="refused", code=503
    )
    return delivery


def pages_of(webhook: Webhook, delivery: WebhookDelivery) -> list[str]:
    return [
        LIST,
        NEW,
        reverse("webhook", args=[webhook.pk]),
        reverse("webhook-change", args=[webhook.pk]),
        reverse("webhook-secret", args=[webhook.pk]),
        reverse("webhook-close", args=[webhook.pk]),
        reverse("webhook-redeliver", args=[delivery.pk]),
    ]


def test_only_administrators_are_let_in(cast: Cast) -> None:
    webhook = registered(cast)
    delivery = delivery_of(webhook)
    for person in (cast.alice, cast.priya, cast.tom, cast.grace):
        browser = browser_of(person)
        for address in pages_of(webhook, delivery):
            assert browser.get(address).status_code == 403
            assert browser.post(address).status_code == 403
    webhook.refresh_from_db()
    assert webhook.closed_at is None


def test_an_empty_register_says_so(cast: Cast) -> None:
    page = browser_of(cast.sam).get(LIST)
    assert title_of(page) == "Webhooks \N{EN DASH} Countersign"
    assert "No system is told of anything yet." in page_text(page)


def test_the_page_shows_each_try_and_never_the_secret(cast: Cast) -> None:
    webhook = registered(cast)
    delivery_of(webhook, "abandoned")
    page = browser_of(cast.sam).get(reverse("webhook", args=[webhook.pk]))
    words = page_text(page)
    assert "hold.placed Given up" in words
    assert "Answered, but did not take it (503)" in words
    assert "hooks.example.org" in words
    assert SECRET.removeprefix("whsec_") not in page.content.decode()


def test_a_refused_form_keeps_what_was_typed_but_the_secret(cast: Cast) -> None:
    filled = {"name": "Newsroom", "url": "https://127.0.0.1/x", "owner": cast.sam.pk}
    filled |= {"events": ["hold.placed"], "secret": SECRET}
    answer = browser_of(cast.sam).post(NEW, filled)
    page = answer.content.decode()
    assert answer.status_code == 422
    (problem,) = problems(answer)
    assert problem.startswith("This address is inside a private network")
    assert 'value="https://127.0.0.1/x"' in page
    assert SECRET.removeprefix("whsec_") not in page
    assert Webhook.objects.count() == 0


def test_an_administrator_registers_one(cast: Cast, settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.1/32"]
    filled = {"name": "Newsroom", "url": "https://127.0.0.1/x", "owner": cast.sam.pk}
    filled |= {"events": ["hold.placed"], "secret": SECRET}
    answer = browser_of(cast.sam).post(NEW, filled)
    assert answer.status_code == 302
    webhook = Webhook.objects.get()
    assert (webhook.name, webhook.events) == ("Newsroom", ["hold.placed"])


@pytest.mark.parametrize("part", ["name", "url", "owner", "events", "secret"])
def test_hostile_words_are_a_sentence_and_never_an_error(cast: Cast, part: str) -> None:
    filled = {"name": "N", "url": "https://127.0.0.1/x", "owner": cast.sam.pk}
    filled |= {"events": ["hold.placed"], "secret": SECRET}
    sams = browser_of(cast.sam)
    for words in SENDABLE:
        answer = sams.post(NEW, {**filled, part: words})
        assert answer.status_code == 422
        assert problems(answer) != []
    assert Webhook.objects.count() == 0


def test_changing_shows_what_is_there(cast: Cast, settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["127.0.0.1/32"]
    webhook = registered(cast)
    address = reverse("webhook-change", args=[webhook.pk])
    sams = browser_of(cast.sam)
    page = sams.get(address).content.decode()
    assert 'value="https://hooks.example.org/countersign"' in page
    filled = {"name": "Wall", "url": "https://127.0.0.1/", "owner": cast.sam.pk}
    assert sams.post(address, filled | {"events": ["hold.lifted"]}).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.name, webhook.events) == ("Wall", ["hold.lifted"])


def test_a_secret_is_replaced(cast: Cast) -> None:
    webhook = registered(cast)
    before = bytes(webhook.secret)
    address = reverse("webhook-secret", args=[webhook.pk])
    assert browser_of(cast.sam).post(address, {"secret": "x"}).status_code == 422
    assert browser_of(cast.sam).post(address, {"secret": OTHER}).status_code == 302
    webhook.refresh_from_db()
    assert bytes(webhook.secret) != before


def test_closing_says_what_it_will_do_first(cast: Cast) -> None:
    webhook = registered(cast)
    delivery_of(webhook, "waiting")
    sams = browser_of(cast.sam)
    address = reverse("webhook-close", args=[webhook.pk])
    assert "1 message that waits will not be sent" in page_text(sams.get(address))
    assert sams.post(address).status_code == 302
    assert sams.post(address).status_code == 422


def test_sending_again_by_hand(cast: Cast) -> None:
    delivery = delivery_of(registered(cast))
    address = reverse("webhook-redeliver", args=[delivery.pk])
    sams = browser_of(cast.sam)
    assert sams.get(address).status_code == 405
    assert sams.post(address).status_code == 302
    answer = sams.post(address)
    assert (answer.status_code, problems(answer)) == (
        422,
        ["It waits to be sent already."],
    )


def test_a_broken_address_is_not_found_or_begins_again(cast: Cast) -> None:
    webhook = registered(cast)
    sams = browser_of(cast.sam)
    page = reverse("webhook", args=[webhook.pk])
    for key in SENDABLE:
        assert sams.get(page, {"after": key, "state": key}).status_code == 200
    assert sams.get(f"/account/webhooks/{webhook.pk + 1}/").status_code == 404
    assert sams.get(f"/account/webhooks/{'9' * 30}/").status_code == 404


def test_as_many_queries_for_three_as_for_one(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    webhook = registered(cast)
    sams = browser_of(cast.sam)
    page = reverse("webhook", args=[webhook.pk])
    delivery_of(webhook)
    with django_assert_max_num_queries(20) as one:
        sams.get(page)
    delivery_of(webhook)
    delivery_of(webhook, "abandoned")
    with django_assert_num_queries(len(one)):
        sams.get(page)
