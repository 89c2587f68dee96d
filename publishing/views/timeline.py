"""The log's entries about a post as plain sentences, each with its place in the log.

Nothing is read from the database here; an event without a sentence keeps its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from approvals.models import Decision
from audit.events import Event
from audit.queries import EntryView, Seal
from audit.tree.canonical import Json
from publishing.lifecycle import AttemptOutcome
from publishing.queries.posts import Story, actor_of


Details = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the story. `decision` carries the authority it rested on."""

    at: datetime
    entry: UUID
    seal: Seal | None
    who: str
    what: str
    digest: str
    decision: Decision | None


def happenings(story: Story) -> list[Happening]:
    decided = {decision.entry: decision for decision in story.decisions}
    return [_happening(entry, story, decided) for entry in story.entries]


def _happening(
    entry: EntryView, story: Story, decided: Mapping[UUID, Decision]
) -> Happening:
    details = entry.body.get("details")
    said = SENTENCES.get(entry.event)
    digest = entry.body.get("digest")
    return Happening(
        at=entry.at,
        entry=entry.id,
        seal=entry.seal,
        who=_who(entry, story.people),
        what=said(details if isinstance(details, dict) else {})
        if said
        else entry.event,
        digest=digest[:8] if isinstance(digest, str) else "",
        decision=decided.get(entry.id),
    )


def _who(entry: EntryView, people: Mapping[str, str]) -> str:
    actor = actor_of(entry)
    if ":" in actor["id"]:
        return f"The {actor['post']}"
    name = people.get(actor["id"], "Somebody whose record is gone")
    post = ", ".join(part for part in (actor["post"], actor["role"]) if part)
    return f"{name} ({post})" if post else name


def _fixed(words: str) -> Callable[[Details], str]:
    return lambda details: words


def _checked(details: Details) -> str:
    found = details.get("rules")
    if not isinstance(found, list) or not found:
        return "had it checked: nothing was found"
    return f"had it checked: {', '.join(str(each) for each in found)} spoke up"


def _submitted(details: Details) -> str:
    classes = details.get("classes")
    asked = (
        ", ".join(str(each) for each in classes) if isinstance(classes, list) else ""
    )
    return (
        f"submitted revision {details.get('revision')}, "
        f"which needs authority for: {asked or 'routine'}"
    )


def _with_why(words: str) -> Callable[[Details], str]:
    def said(details: Details) -> str:
        why = str(details.get("why", "")).replace("-", " ")
        return f"{words} {details.get('account')}" + (f": {why}" if why else "")

    return said


def _on_account(words: str) -> Callable[[Details], str]:
    return lambda details: f"{words} {details.get('account')}"


def _numbered(words: str) -> Callable[[Details], str]:
    return lambda details: f"{words} {details.get('revision')}"


def _voided(details: Details) -> str:
    names = details.get("delegations")
    rested = (
        f" ({', '.join(str(each) for each in names)})"
        if isinstance(names, list)
        else ""
    )
    return f"voided what was decided: {details.get('why')}{rested}"


def _chased(details: Details) -> str:
    told = details.get("told")
    people = "1 person" if told == 1 else f"{told} people"
    return f"told {people} that the decision is late"


def _of_rule(words: str) -> Callable[[Details], str]:
    return lambda details: f"{words}: {details.get('rule')}"


def _advised(details: Details) -> str:
    return f"gave the advice that was asked for, {details.get('request')}"


OUTCOMES = {each.value: str(each.label).lower() for each in AttemptOutcome}


def _outcome(details: Details) -> str:
    outcome = OUTCOMES.get(str(details.get("outcome")), str(details.get("outcome")))
    return f"recorded the answer of {details.get('account')}: {outcome}"


def _diverged(details: Details) -> str:
    return f"found it {details.get('kind')} on {details.get('account')}"


SENTENCES: Mapping[str, Callable[[Details], str]] = {
    Event.DRAFT_CREATED: _fixed("drafted it"),
    Event.REVISION_SAVED: _numbered("saved revision"),
    Event.REVISION_CHECKED: _checked,
    Event.REVISION_SUBMITTED: _submitted,
    Event.FINDING_DISPUTED: _of_rule("said that the check is wrong about these words"),
    Event.DISPUTE_UPHELD: _of_rule("cleared a finding for exactly these words"),
    Event.DISPUTE_REFUSED: _of_rule("let a disputed finding stand"),
    Event.ADVICE_ASKED: _fixed("asked for advice"),
    Event.ADVICE_GIVEN: _advised,
    Event.COMMENT_MADE: _numbered("commented on revision"),
    Event.DECISION_APPROVED: _numbered("approved exactly these words, revision"),
    Event.DECISION_RETURNED: _numbered("sent back revision"),
    Event.DECISION_DECLINED: _numbered("declined for good, revision"),
    Event.DECISION_VOIDED: _voided,
    Event.DECISION_CHASED: _chased,
    Event.URGENT_USED: _fixed("used the urgent route, for danger to life"),
    Event.URGENT_REVIEWED: _fixed("reviewed the urgent post as a second officer"),
    Event.URGENT_OVERDUE: _fixed("told everyone above: nobody reviewed it in time"),
    Event.CONFLICT_DECLARED: _fixed("declared a conflict and does not decide"),
    Event.REVISION_AUTHORISED: _numbered(
        "gave the last decision needed: authorised revision"
    ),
    Event.DRAFT_WITHDRAWN: _fixed("withdrew it"),
    Event.DRAFT_EXPIRED: _fixed("closed it: its time passed before it was approved"),
    Event.PUBLICATION_SCHEDULED: _on_account("put it in line for"),
    Event.ATTEMPT_STARTED: _on_account("began to send it to"),
    Event.OUTCOME_RECORDED: _outcome,
    Event.LOOKUP_RECORDED: _on_account("looked it up on"),
    Event.PUBLICATION_PUBLISHED: _on_account("confirmed that it is live on"),
    Event.PUBLICATION_FAILED: _on_account("could not publish it on"),
    Event.PUBLICATION_UNKNOWN: _on_account("got no clear answer from"),
    Event.PUBLICATION_OVERDUE: _on_account("told that it is overdue on"),
    Event.PUBLICATION_HELD: _with_why("held it back from"),
    Event.PUBLICATION_RELEASED: _on_account("looked at it again and released it for"),
    Event.PUBLICATION_CANCELLED: _with_why("cancelled it for"),
    Event.PUBLICATION_TAKEN_DOWN: _on_account("found it deleted on"),
    Event.TAKEDOWN_REQUESTED: _on_account("had it taken down on"),
    Event.TAKEDOWN_CAPTURED: _on_account("captured what was live on"),
    Event.TAKEDOWN_VERIFIED: _on_account("saw that a part of it is gone from"),
    Event.TAKEDOWN_FAILED: _with_why("could not take it down on"),
    Event.TAKEDOWN_SAID: _on_account("deleted it by hand on"),
    Event.RECONCILIATION_DIVERGED: _diverged,
    Event.CORRECTION_BEGUN: _fixed("began it as a correction"),
    Event.CORRECTION_MAKES_ROOM: _fixed("had the post that it replaces taken down"),
}
