"""Getting an application password through WordPress's own page.

No page of ours is tested here.
"""

from urllib.parse import parse_qs, urlsplit

import pytest

from publishing.platforms.wordpress.oauth import (
    Declined,
    Granted,
    answer_of,
    authorize_address,
)


SERVER = "https://blog.rivers.example"
ANSWER = {
    "state": "17",
    "site_url": "https://blog.rivers.example/wp",
    "user_login": "riverpress",
    "password": "abcdEFGH1234",
}


def test_the_person_is_sent_to_the_sites_own_page():
    address = authorize_address(
        f"{SERVER}/",
        success_url="https://countersign.example/back?state=17",
        reject_url="https://countersign.example/no?state=17",
    )
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        f"{SERVER}/wp-admin/authorize-application.php"
    )
    assert parse_qs(parts.query) == {
        "app_name": ["Countersign"],
        "app_id": ["5f0e4c1d-7f0a-4d55-9a6e-2f6f2a4b8c11"],
        "success_url": ["https://countersign.example/back?state=17"],
        "reject_url": ["https://countersign.example/no?state=17"],
    }


def test_the_answer_holds_what_the_account_is_connected_with():
    assert answer_of(ANSWER, server=SERVER) == Granted(
        "riverpress",
        {"username": "riverpress", "application_password": "abcdEFGH1234"},
    )


def test_the_password_is_in_no_representation():
    assert "abcdEFGH1234" not in repr(answer_of(ANSWER, server=SERVER))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"success": "false"},
            "WordPress was not allowed to give us access to the account.",
        ),
        (
            {"error": "disabled"},
            "WordPress was not allowed to give us access to the account.",
        ),
        (
            {"site_url": "https://other.example"},
            "The answer came from another site than the one that was asked.",
        ),
        (
            {"site_url": "http://[broken"},
            "The answer came from another site than the one that was asked.",
        ),
        (
            {"password": ""},
            "WordPress's answer has no user name or no password in it.",
        ),
    ],
)
def test_any_other_answer_is_declined(change, reason):
    assert answer_of({**ANSWER, **change}, server=SERVER) == Declined(reason)
