"""What tests of corrections share: beginning one, and taking it through its approvals.

No test lives here.
"""

from dataclasses import replace

from accounts.models import SocialAccount
from approvals.actions import approve
from approvals.policy import people_who_could
from drafts.actions import save, submit
from drafts.content import Part
from drafts.lifecycle import Status
from drafts.models import Draft
from drafts.queries import database_time
from publishing.actions.corrections import begin_correction
from publishing.models import Publication
from publishing.policy.corrections import Way
from tests.cast import current, delegate
from tests.publishing.down import duty_officer
from tests.publishing.stage import Stage


BETTER = "Flood warning for the River Ouse at Sampleford. Check your route on GOV.UK."


def may_authorise(stage: Stage, *others: SocialAccount) -> None:
    """Dora, on duty, may authorise a correction."""
    accounts = [stage.cast.rehearsal, stage.cast.x, *others]
    classes = ["correction", "routine"]
    delegate("D-160", duty_officer(stage.cast), classes, accounts)


def begun(stage: Stage, draft: Draft, way: Way) -> Draft:
    """Begun by Alice on every account that it was published on, in one way."""
    ways = {each.pk: way for each in Publication.objects.filter(revision__draft=draft)}
    return begin_correction(draft, by=stage.cast.alice, ways=ways)


def written(stage: Stage, made: Draft, *texts: str) -> None:
    """Other words on every account, submitted."""
    last, content = current(made), current(made).content
    parts = tuple(Part(text=text) for text in texts)
    save(
        made,
        by=stage.cast.alice,
        title=made.title,
        content=replace(
            content,
            targets=tuple(replace(each, parts=parts) for each in content.targets),
        ),
        based_on=last.number,
    )
    made.refresh_from_db()
    submit(
        made,
        by=stage.cast.alice,
        based_on=current(made).number,
        explanation="It is accurate.",
    )


def approved_by_all(made: Draft) -> None:
    revision = current(made)
    while made.status in {Status.DRAFT, Status.SUBMITTED}:
        person = people_who_could(revision, at=database_time())[0]
        approve(revision, by=person, digest=bytes(revision.digest))
        made.refresh_from_db()


def goes_through(stage: Stage, made: Draft, *texts: str) -> Publication:
    """Other words, checked, approved by all who must, sealed; it waits to go out."""
    written(stage, made, *(texts or (BETTER,)))
    approved_by_all(made)
    stage.seal()
    return Publication.objects.filter(revision__draft=made).latest("pk")
