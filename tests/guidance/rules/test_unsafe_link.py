"""LK-UNSAFE on links that are not what they seem, and on the ordinary ones.

No address here is fetched.
"""

import pytest

from guidance.content import Kind, Registers
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "http://www.nhs.uk",
    "See http://bit.ly/3abc",
    "https://gov.uk.claim-refund.info/a",
    "https://www.gov-uk.org/x",
    "https://govuk-payments.com",
    "https://hmrc-refund.co.uk",
    "https://www.gov.uk@evil.example/x",
    "https://192.168.0.10/x",
    "https://intranet.dept.gov.uk/page",
    "https://staging.example.gov.uk",
    "https://dept-my.sharepoint.com/:w:/g/x",
    "https://www.example.gov.uk:8443/x",
    "https://www.gov.uk/x?nino=AB123456C",
    "https://www.gov.uk/x?name=a&dob=1980-01-01",
    "https://www.gov.uk/x?e=jo%40example.com",
    "https://g\u043ev.uk/pay",
    "Pay at g\u043ev.uk today",
    "file://server/share/doc.docx",
    "\\\\server\\share\\doc.docx",
    "ftp://files.example.gov.uk/a",
    "javascript:alert(1)",
    "gov.uk-refund.com",
    "https://g0v.uk/tax",
    "https://docs.google.com/document/d/abc/edit",
    "https://preview.example.gov.uk/x",
    "HTTP://WWW.GOV.UK/RENEW",
    "https://nhs.uk.vaccine-booking.com",
    "https://xn--80ak6aa92e.com",
    "https://localhost:8000/",
    "Go to http://example.gov.uk/page",
    "https://gov-uk.claims.com",
    "https://www.g0v.uk/claim",
    "https://dvla-refund.co.uk/pay",
    "https://nhs.uk-booking.com",
    "https://uat.example.gov.uk/form",
    "https://example.sharepoint.com/sites/team",
    "https://10.0.0.5/",
    "https://example.gov.uk/search?email=sam%40example.com&x=1",
    "https://user:pass@example.gov.uk",
    "https://preprod.example.gov.uk",
    "https://www.gov.uk.example.com/login",
    "https://integration.publishing.service.gov.uk/x",
    "https://teams.microsoft.com/l/channel/19%3a",
)
LETS_PASS = (
    "https://www.gov.uk/browse?page=2",
    "www.gov.uk/renew",
    "gov.uk/renew",
    "https://www.gov.wales/x",
    "https://www.gov.scot/x",
    "https://forms.office.com/e/abc",
    "https://docs.google.com/forms/d/e/abc/viewform",
    "https://www.eventbrite.co.uk/e/123?aff=x",
    "https://teams.microsoft.com/l/meetup-join/abc",
    "https://www.youtube.com/watch?v=abc",
    "Look for https not http:// in the address bar",
    "https://bit.ly/3abc",
    "https://www.police.uk/pu/your-area/?utm_source=x&utm_medium=email",
    "https://find-a-test.nhs.uk",
    "https://beta.parliament.uk",
    "https://www.example.gov.uk/test/draft-plan",
    "https://design-system.service.gov.uk",
    "https://www.nhsbsa.nhs.uk/x",
    "example.com",
    "Use JavaScript: the basics",
    "https://hmrc.gov.uk/refund",
    "https://www.tax.service.gov.uk/claim",
    "https://www.instagram.com/p/abc/?igshid=1",
    "https://my.matterport.com/show/?m=abc",
    "Email a@example.com",
    "https://test-and-trace.nhs.uk",
    "https://consult.defra.gov.uk/a/b?x=1#y",
    "https://www.gov.uk/government/news/x#email",
    "https://www.example.com/preview-evening",
    "https://www.devon.gov.uk",
    "https://development.example.gov.uk",
    "https://draftingroom.co.uk",
    "https://internal-medicine.nhs.uk",
    "https://www.eventbrite.com/e/1?email_campaign=x",
    "https://bit.ly/govuk",
    "nhs.uk/conditions",
    "https://www.police.uk",
    "https://hmrcdigital.blog.gov.uk",
    "https://www.staging-post.co.uk",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_unsafe_link_is_seen(text):
    assert found("LK-UNSAFE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_unsafe_link_lets_ordinary_words_pass(text):
    assert found("LK-UNSAFE", text) == []


def test_unsafe_link_points_at_the_link_without_the_sentences_full_stop():
    text = "Apply (http://www.gov.uk/renew)."
    assert words("LK-UNSAFE", text) == ["http://www.gov.uk/renew"]


def test_unsafe_link_is_seen_in_a_link_field():
    assert found("LK-UNSAFE", "https://dept.sharepoint.com/doc", kind=Kind.LINK) != []


def test_unsafe_link_trusts_a_domain_that_was_approved():
    registers = Registers(approved_domains=frozenset({"dept.sharepoint.com"}))
    text = "https://dept.sharepoint.com/doc"
    assert found("LK-UNSAFE", text, registers=registers) == []
