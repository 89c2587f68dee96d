"""The SQL of the auditor's reports: over the rows themselves, not over what we say.

Text only; each takes `since`, `until` (after the last moment) and `most`.
"""

# What an author explained away, what was disputed, in revisions that were authorised.
EXCEPTIONS = """
SELECT 'warning with a reason', revision.draft_id, revision.number, why.rule,
    person.name, why.reason, run.checked_at
FROM drafts_explanation why
JOIN drafts_check run ON run.id = why.check_run_id
JOIN drafts_revision revision ON revision.id = run.revision_id
JOIN approvals_authorisation given ON given.revision_id = revision.id
JOIN accounts_person person ON person.id = run.checked_for_id
WHERE given.authorised_at >= %(since)s AND given.authorised_at < %(until)s
UNION ALL
SELECT 'dispute ' || coalesce(ruling.verdict, 'undecided'), revision.draft_id,
    revision.number, finding.rule, person.name, dispute.reason, dispute.raised_at
FROM drafts_dispute dispute
JOIN drafts_finding finding ON finding.id = dispute.finding_id
JOIN drafts_check run ON run.id = finding.check_run_id
JOIN drafts_revision revision ON revision.id = run.revision_id
JOIN accounts_person person ON person.id = dispute.raised_by_id
LEFT JOIN drafts_ruling ruling ON ruling.dispute_id = dispute.id
WHERE dispute.raised_at >= %(since)s AND dispute.raised_at < %(until)s
UNION ALL
SELECT 'authority for one draft', revision.draft_id, revision.number,
    reliance.authority, person.name, given.reference, decision.decided_at
FROM approvals_reliance reliance
JOIN accounts_delegation given ON given.id = reliance.delegation_id
JOIN approvals_decision decision ON decision.id = reliance.decision_id
JOIN drafts_revision revision ON revision.id = decision.revision_id
JOIN accounts_person person ON person.id = decision.decided_by_id
WHERE given.one_draft IS NOT NULL
    AND decision.decided_at >= %(since)s AND decision.decided_at < %(until)s
UNION ALL
SELECT 'urgent route, ' || CASE
        WHEN review.id IS NOT NULL AND review.reviewed_at <= used.review_due_at
            THEN 'reviewed in time: ' || review.outcome
        WHEN review.id IS NOT NULL THEN 'reviewed late: ' || review.outcome
        WHEN used.review_due_at < clock_timestamp() THEN 'not reviewed in time'
        ELSE 'review not due yet'
    END, revision.draft_id, revision.number, '', person.name, decision.reason,
    used.used_at
FROM approvals_urgentuse used
JOIN approvals_decision decision ON decision.id = used.decision_id
JOIN drafts_revision revision ON revision.id = decision.revision_id
JOIN accounts_person person ON person.id = decision.decided_by_id
LEFT JOIN approvals_urgentreview review ON review.use_id = used.id
WHERE used.used_at >= %(since)s AND used.used_at < %(until)s
ORDER BY 7, 2 LIMIT %(most)s
"""

EXAMINED = """
SELECT count(DISTINCT decision.id), count(reliance.id)
FROM approvals_decision decision
LEFT JOIN approvals_reliance reliance ON reliance.decision_id = decision.id
WHERE decision.verdict = 'approved'
    AND decision.decided_at >= %(since)s AND decision.decided_at < %(until)s
    AND %(most)s > 0
"""

# The courses that somebody lacked on a day: required, and no record of it good then.
LACKING = """
SELECT string_agg(course.name, ', ' ORDER BY course.name)
FROM accounts_course course
WHERE course.required AND NOT EXISTS (
    SELECT FROM accounts_trainingrecord record
    WHERE record.course_id = course.id AND record.person_id = act.person
        AND record.completed_on <= (act.moment AT TIME ZONE 'Europe/London')::date
        AND record.expires_on >= (act.moment AT TIME ZONE 'Europe/London')::date
)
"""

VIOLATIONS = f"""
WITH approval AS (
    -- The moment is the log's own, which the database wrote when it was decided.
    SELECT decision.id, entry.at AS decided_at, decision.decided_by_id,
        revision.draft_id, revision.number, person.name
    FROM approvals_decision decision
    JOIN drafts_revision revision ON revision.id = decision.revision_id
    JOIN accounts_person person ON person.id = decision.decided_by_id
    JOIN audit_entry entry ON entry.id = decision.entry
    WHERE decision.verdict = 'approved'
        AND decision.decided_at >= %(since)s AND decision.decided_at < %(until)s
)
SELECT 'approved words of their own', draft_id, number, name, '', decided_at
FROM approval WHERE EXISTS (
    SELECT FROM drafts_revision own WHERE own.draft_id = approval.draft_id
        AND own.number <= approval.number
        AND own.created_by_id = approval.decided_by_id
)
UNION ALL
SELECT 'rests on nothing', draft_id, number, name, '', decided_at
FROM approval WHERE NOT EXISTS (
    SELECT FROM approvals_reliance reliance WHERE reliance.decision_id = approval.id
)
UNION ALL
SELECT 'authority not in force', draft_id, number, name, given.reference, decided_at
FROM approval
JOIN approvals_reliance reliance ON reliance.decision_id = approval.id
JOIN accounts_delegation given ON given.id = reliance.delegation_id
WHERE given.valid_from > decided_at OR given.valid_to <= decided_at
    OR given.granted_at > decided_at OR given.revoked_at <= decided_at
UNION ALL
SELECT 'not in the post that holds it', draft_id, number, name, given.reference,
    decided_at
FROM approval
JOIN approvals_reliance reliance ON reliance.decision_id = approval.id
JOIN accounts_delegation given ON given.id = reliance.delegation_id
WHERE NOT EXISTS (
    SELECT FROM accounts_holding held
    WHERE held.person_id = approval.decided_by_id
        AND held.job_post_id = given.job_post_id
        AND held.starts_on <= (decided_at AT TIME ZONE 'Europe/London')::date
        AND coalesce(held.ends_on, 'infinity')
            >= (decided_at AT TIME ZONE 'Europe/London')::date
) AND NOT EXISTS (
    SELECT FROM accounts_substitution standing
    WHERE standing.person_id = approval.decided_by_id
        AND standing.job_post_id = given.job_post_id
        AND standing.starts_at <= decided_at AND standing.ends_at > decided_at
)
UNION ALL
SELECT 'lacked training: ' || lacking.courses, draft_id, number, name, '', decided_at
FROM (
    SELECT approval.*, decided_by_id AS person, decided_at AS moment FROM approval
) act
CROSS JOIN LATERAL ({LACKING}) AS lacking (courses)
WHERE lacking.courses IS NOT NULL
ORDER BY 6, 2 LIMIT %(most)s
"""  # noqa: S608 - one text of ours in another

TRAINING = f"""
SELECT act.kind, act.draft, act.number, person.name, act.moment,
    CASE WHEN lacking.courses IS NULL THEN 'yes' ELSE 'no' END,
    coalesce(lacking.courses, '')
FROM (
    SELECT 'submitted' AS kind, revision.draft_id AS draft, revision.number,
        run.checked_for_id AS person, run.checked_at AS moment
    FROM drafts_check run JOIN drafts_revision revision ON revision.id = run.revision_id
    UNION ALL
    SELECT decision.verdict, revision.draft_id, revision.number,
        decision.decided_by_id, entry.at
    FROM approvals_decision decision
    JOIN drafts_revision revision ON revision.id = decision.revision_id
    JOIN audit_entry entry ON entry.id = decision.entry
) act
JOIN accounts_person person ON person.id = act.person
CROSS JOIN LATERAL ({LACKING}) AS lacking (courses)
WHERE act.moment >= %(since)s AND act.moment < %(until)s
ORDER BY act.moment, act.draft LIMIT %(most)s
"""  # noqa: S608 - one text of ours in another
