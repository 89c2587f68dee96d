"""What the guidance check is given of a draft: every text, its place and its time."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from drafts.checks import check_content, passages
from drafts.content import Content, Media, Part, stamp
from guidance.registers import Register
from tests.cast import Cast, words
from tests.registers import entered


def with_part(cast: Cast, part: Part) -> Content:
    target = words(cast.rehearsal).targets[0]
    return Content(targets=(replace(target, parts=(part,)),))


def rules_of(content: Content) -> list[str]:
    return [finding.rule for finding in check_content(content).findings]


def test_every_text_of_a_part_is_read_and_named_by_its_place(cast: Cast) -> None:
    part = Part(
        text="Levels today",
        link="https://www.gov.uk/check-flooding",
        media=(Media(sha256="ab" * 32, type="image/png", alt="A map of the river"),),
    )
    named = {passage.field: passage.text for passage in passages(with_part(cast, part))}
    assert named == {
        "targets.0.parts.0.text": "Levels today",
        "targets.0.parts.0.link": "https://www.gov.uk/check-flooding",
        "targets.0.parts.0.media.0.alt": "A map of the river",
    }


def test_an_unsafe_link_beside_the_text_is_found(cast: Cast) -> None:
    part = Part(text="Levels today", link="http://www.gov.uk/check-flooding")
    assert "LK-UNSAFE" in rules_of(with_part(cast, part))


def test_a_number_on_the_public_register_passes(cast: Cast) -> None:
    content = words(cast.rehearsal, text="Call the press office on 020 7946 0999.")
    assert "PD-PHONE" in rules_of(content)
    entered(Register.PUBLIC_NUMBER, value="020 7946 0999", what="Press office")
    assert "PD-PHONE" not in rules_of(content)


def test_a_slot_before_the_embargo_is_blocked(cast: Cast) -> None:
    now = timezone.now()
    content = replace(
        words(cast.rehearsal),
        not_before=stamp(now + timedelta(hours=1)),
        embargo_until=stamp(now + timedelta(hours=2)),
    )
    assert "OI-EMBARGO" in rules_of(content)
