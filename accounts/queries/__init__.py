"""Reads about people, posts, authority and accounts, by subject.

Nothing here changes a row.
"""

from accounts.queries.people import (
    accounts_open_to,
    acting_as,
    capacity_as,
    capacity_in,
    delegations_in_force,
    delegations_of,
    holdings_of,
    holdings_on,
    holds_post,
    people_called,
    roles_of,
    teams_of,
)
from accounts.queries.rights import Capacity, capacities


__all__ = [
    "Capacity",
    "accounts_open_to",
    "acting_as",
    "capacities",
    "capacity_as",
    "capacity_in",
    "delegations_in_force",
    "delegations_of",
    "holdings_of",
    "holdings_on",
    "holds_post",
    "people_called",
    "roles_of",
    "teams_of",
]
