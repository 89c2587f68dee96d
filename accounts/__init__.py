"""People and the posts they hold, teams, social accounts, credentials, delegations.

Nothing here knows drafts, approvals or publishing.
"""
