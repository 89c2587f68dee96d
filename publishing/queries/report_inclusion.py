"""The SQL of the inclusion report: pictures, films and Welsh of what went out.

Text only; it takes `since`, `until` (after the last moment) and `most`.
"""

# For each post that went out and each of the three that it owed: whether the check of
# the authorised words found nothing, and else the reason and who approved with it. What
# the Welsh-language unit decided is theirs; a finding that was cleared is its custodian's.
INCLUSION = """
WITH post AS (
    SELECT revision.id, revision.draft_id, revision.number, given.authorised_at,
        convert_from(revision.canonical, 'UTF8')::jsonb AS words,
        (SELECT max(run.id) FROM drafts_check run
            WHERE run.revision_id = revision.id) AS run
    FROM approvals_authorisation given
    JOIN drafts_revision revision ON revision.id = given.revision_id
    WHERE given.authorised_at >= %(since)s AND given.authorised_at < %(until)s
        AND EXISTS (
            SELECT FROM publishing_publication sent
            WHERE sent.revision_id = revision.id
                AND sent.status IN ('published', 'taken down')
        )
), wanted (rule, kind, path) AS (
    VALUES
    ('AC-ALT', 'alternative text',
        '$.targets[*].parts[*].media[*].type ? (@ starts with "image")'::jsonpath),
    ('AC-CAPTION', 'captions',
        '$.targets[*].parts[*].media[*].type ? (@ starts with "video")'::jsonpath),
    ('AC-WELSH', 'Welsh at the same time',
        '$.targets[*].language ? (@ == "cy" || @ == "mul")'::jsonpath)
), owed AS (
    SELECT post.*, wanted.rule, wanted.kind, EXISTS (
        SELECT FROM drafts_finding found
        WHERE found.check_run_id = post.run AND found.rule = wanted.rule
    ) AS lacking
    FROM post CROSS JOIN wanted
    WHERE jsonb_path_exists(post.words, wanted.path) OR EXISTS (
        SELECT FROM drafts_finding found
        WHERE found.check_run_id = post.run AND found.rule = wanted.rule
    )
)
SELECT owed.kind, owed.draft_id, owed.number,
    CASE WHEN owed.lacking THEN 'no' ELSE 'yes' END,
    CASE WHEN owed.lacking THEN coalesce(
        nullif(CASE WHEN owed.rule = 'AC-WELSH'
            THEN owed.words ->> 'without_welsh' END, ''),
        (SELECT string_agg(why.reason, '; ') FROM drafts_explanation why
            WHERE why.check_run_id = owed.run AND why.rule = owed.rule),
        (SELECT nullif(run.explanation, '') FROM drafts_check run
            WHERE run.id = owed.run), '') ELSE '' END,
    CASE WHEN owed.lacking THEN coalesce(cleared.names, unit.names, approved.names, '')
        ELSE '' END,
    owed.authorised_at
FROM owed
CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT person.name, '; ') FROM drafts_ruling ruling
    JOIN drafts_dispute dispute ON dispute.id = ruling.dispute_id
    JOIN drafts_finding found ON found.id = dispute.finding_id
    JOIN drafts_check run ON run.id = found.check_run_id
    JOIN drafts_revision revision ON revision.id = run.revision_id
    JOIN accounts_person person ON person.id = ruling.ruled_by_id
    WHERE ruling.verdict = 'upheld' AND found.rule = owed.rule
        AND revision.draft_id = owed.draft_id
) AS cleared (names)
CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT person.name || ', ' || decision.post, '; ')
    FROM approvals_decision decision
    JOIN approvals_reliance reliance ON reliance.decision_id = decision.id
    JOIN accounts_person person ON person.id = decision.decided_by_id
    WHERE decision.revision_id = owed.id AND owed.rule = 'AC-WELSH'
        AND reliance.authority = 'welsh'
) AS unit (names)
CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT person.name || ', ' || decision.post, '; ')
    FROM approvals_decision decision
    JOIN accounts_person person ON person.id = decision.decided_by_id
    WHERE decision.revision_id = owed.id AND decision.verdict = 'approved'
) AS approved (names)
ORDER BY owed.authorised_at, owed.draft_id, owed.kind LIMIT %(most)s
"""
