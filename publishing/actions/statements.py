"""Drafting the statement that an account was used by somebody else.

It is a draft like any other: it is checked and approved before anybody reads it.
"""

from accounts.models import Person, SocialAccount
from accounts.reasons import Reason, refuse_for
from drafts.actions import create_draft
from drafts.content import Content, Part, Target
from drafts.models import Draft
from publishing.queries.account_truth import working_accounts


WORDS = (
    "Our {platform} account {handle} is being used by somebody else. We did not write "
    "what was posted there. Do not open links in it. We will say here when it is ours "
    "again."
)
NOWHERE = Reason(
    "no-account",
    "Your team has no other account in order to say it on. Ask another team to.",
)


def statement_words(account: SocialAccount) -> str:
    return WORDS.format(platform=account.get_platform_display(), handle=account.handle)


def draft_statement(account: SocialAccount, *, by: Person) -> Draft:
    """Open a draft of the statement for the team's accounts that are in order."""
    others = working_accounts(account).values()
    refuse_for([] if others else [NOWHERE])
    words = Part(text=statement_words(account))
    return create_draft(
        by=by,
        team=account.team,
        title=f"Statement: {account.handle} is being misused",
        content=Content(
            targets=tuple(
                Target(
                    account=each.pk,
                    platform=each.platform,
                    handle=each.handle,
                    server=each.server,
                    parts=(words,),
                )
                for each in others
            )
        ),
    )
