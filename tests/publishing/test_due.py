"""What is due is found by key, whatever PostgreSQL believes of the tables."""

from datetime import timedelta

from django.db import connection, transaction

from publishing.actions.claim import claim_next
from publishing.queries.due import how_many_due, next_due
from tests.publishing.stage import Stage


# As many posts again, each on an account of its own, with the triggers off meanwhile.
MANY = 400
BESIDE = """
ALTER TABLE accounts_socialaccount DISABLE TRIGGER ALL;
ALTER TABLE publishing_publication DISABLE TRIGGER ALL;
INSERT INTO accounts_socialaccount
SELECT (made).* FROM (
    SELECT jsonb_populate_record(model, jsonb_build_object(
        'id', model.id + number, 'handle', '@F' || number, 'name', 'Filler')) AS made
    FROM accounts_socialaccount model, generate_series(1, {many}) number
    WHERE model.id = (SELECT max(id) FROM accounts_socialaccount)
) every;
INSERT INTO publishing_publication
SELECT (made).* FROM (
    SELECT jsonb_populate_record(model, jsonb_build_object(
        'id', model.id + account.id, 'account_id', account.id,
        'client_key', 'beside-' || account.id)) AS made
    FROM publishing_publication model, accounts_socialaccount account
    WHERE model.id = {model} AND account.name = 'Filler'
) every;
ALTER TABLE accounts_socialaccount ENABLE TRIGGER ALL;
ALTER TABLE publishing_publication ENABLE TRIGGER ALL;
"""
READ = """
SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_xact_user_tables
WHERE relname = 'publishing_publication'
"""


def rows_read() -> int:
    """Rows of publications that this transaction has read so far."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        (number,) = cursor.fetchone()
    return int(number)


def test_an_empty_queue_that_was_analysed_does_not_spoil_the_claim(
    stage: Stage,
) -> None:
    """A planner that expects no row may as well sort all of them; this one may not."""
    model = stage.sealed()
    stage.sql("ANALYZE", role="admin")
    stage.sql(BESIDE.format(many=MANY, model=model.pk), role="admin")
    with transaction.atomic():
        before = rows_read()
        found = next_due()
        claimed = rows_read() - before
    assert found == model.pk
    assert claimed < MANY / 20


def test_what_is_due_is_counted_as_far_as_asked(stage: Stage) -> None:
    model = stage.sealed()
    stage.sql("ANALYZE", role="admin")
    stage.sql(BESIDE.format(many=MANY, model=model.pk), role="admin")
    with transaction.atomic():
        before = rows_read()
        ready = how_many_due(within=timedelta(0), most=10)
        read = rows_read() - before
    assert ready == 10
    assert read < MANY / 4


def test_the_account_that_somebody_sends_to_is_left_out(stage: Stage) -> None:
    model = stage.sealed()
    stage.sql(BESIDE.format(many=2, model=model.pk), role="admin")
    first = claim_next()
    assert first is not None
    assert first.publication.pk == model.pk
    with transaction.atomic():
        assert next_due() not in (None, model.pk)
    assert how_many_due(within=timedelta(0), most=10) == 2
