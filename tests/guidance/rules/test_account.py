"""ID-ACCOUNT: what the register says of the account, and what it was not asked.

No account here exists.
"""

from guidance.content import Account
from tests.guidance.asking import known


def test_account_that_is_not_known_is_not_judged():
    assert known("ID-ACCOUNT") == []
    assert known("ID-ACCOUNT", account=Account()) == []


def test_account_says_all_that_is_missing():
    [finding] = known(
        "ID-ACCOUNT", account=Account(owner=False, mfa=False, deputy=True)
    )
    assert finding.message == (
        "This account is not ready: it has no owner, its two-factor sign-in is off. "
        "Ask the account owner to fix it."
    )


def test_account_that_is_dormant_may_not_publish():
    [finding] = known("ID-ACCOUNT", account=Account(owner=True, dormant=True))
    assert finding.severity == "block"
