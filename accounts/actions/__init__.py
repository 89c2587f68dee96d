"""The verbs of accounts, by subject.

No platform is called here, and no secret leaves this package unsealed.
"""

from accounts.actions.social import (
    Told,
    destroy_credential,
    register_account,
    store_credential,
    subject_of,
)


__all__ = [
    "Told",
    "destroy_credential",
    "register_account",
    "store_credential",
    "subject_of",
]
