"""How a test says that something is refused, by a policy or by PostgreSQL.

No test lives here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import Error, transaction

from accounts.reasons import RefusedError


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    """The block is refused for exactly these reasons, and changes nothing."""
    with pytest.raises(RefusedError) as caught:
        yield
    assert [reason.code for reason in caught.value.reasons] == list(codes)


@contextmanager
def refused_by_database(sentence: str) -> Iterator[None]:
    """PostgreSQL refuses the block, in words that hold this sentence."""
    with pytest.raises(Error, match=sentence), transaction.atomic():
        yield
