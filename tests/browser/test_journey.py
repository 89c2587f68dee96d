"""Three people take a real post from first words to the platform, an auditor proves it.

The story that the product is for, in a real browser, from the first page to the last.
"""

import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.models import Person
from drafts.models import Draft
from publishing.models import RehearsalPost
from tests.archives import unpack
from tests.browser.conftest import PageAs
from tests.browser.sites import Site
from tests.cast import Cast


FIRST = "We will open 40 new flood information centres soon. #floodwarningexampleton"
SECOND = (
    "We will open 40 new flood information centres by March 2027. #FloodInformation"
)


def photograph(page: Page, name: str, folder: Path) -> None:
    """Keep a picture of the page; `make screenshots` keeps them for the README."""
    kept = os.environ.get("COUNTERSIGN_SCREENSHOTS")
    page.screenshot(path=(Path(kept) if kept else folder) / f"{name}.png")


def write(page: Page, text: str) -> None:
    page.get_by_label("Words of the post").fill(text)
    page.get_by_role("button", name="Save and check").click()


def verify(bundle: Path) -> subprocess.CompletedProcess[str]:
    """The offline verifier, as an auditor runs it: a process with nothing but files."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "audit.tree.verifier",
            str(bundle),
            "--policy",
            str(bundle / "policy"),
        ],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def exported(page: Page, folder: Path) -> Path:
    """The log as the auditor downloads it, unpacked."""
    page.goto("/log/health/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    archive = folder / "log.tar"
    download.value.save_as(archive)
    with tarfile.open(archive) as tar:
        unpack(tar, folder / "unpacked")
    return next((folder / "unpacked").glob("**/checkpoint")).parent


def flip_a_byte(bundle: Path) -> int:
    """Change one letter of an entry, as somebody who rewrites history would.

    Returns the index of the entry (entries stand behind two bytes of their length).
    """
    entries = next((bundle / "tile" / "entries").glob("**/*.p/*"))
    raw = bytearray(entries.read_bytes())
    place = raw.index(b"draft.created")
    raw[place] ^= 0x01
    entries.write_bytes(bytes(raw))
    start = index = 0
    while start + 2 + int.from_bytes(raw[start : start + 2], "big") <= place:
        start += 2 + int.from_bytes(raw[start : start + 2], "big")
        index += 1
    return index


@dataclass
class Story:
    """One browser a person, and the draft that they pass from hand to hand."""

    site: Site
    cast: Cast
    page_as: PageAs
    folder: Path
    javascript: bool

    def page_of(self, person: Person) -> Page:
        return self.page_as(person, javascript=self.javascript)

    @property
    def draft(self) -> Draft:
        return Draft.objects.get()

    def alice_writes_and_submits(self) -> None:
        """She reads what the check says beside her words, and answers its warning."""
        page = self.page_of(self.cast.alice)
        page.goto("/drafts/new/")
        page.get_by_label("Title").fill("Information centres")
        page.get_by_label("@RiversDept on Rehearsal network").check()
        write(page, FIRST)
        expect(page.get_by_text("This makes a commitment.").first).to_be_visible()
        expect(page.locator("mark", has_text="We will open 40").first).to_be_visible()
        page.get_by_label("On what basis").first.fill("Flood plan 2026, page 12")
        why = page.get_by_label("Hashtags, emoji and capitals: why it should stay")
        why.fill("The tag is an agreed campaign.")
        page.get_by_role("button", name="Submit for approval").click()
        assert self.draft.status == "submitted"

    def priya_sends_it_back(self) -> None:
        """She decides besides the officer, and says what should change."""
        page = self.page_of(self.cast.priya)
        page.goto(f"/approvals/{self.draft.pk}/")
        besides = "Commitment, and a line manager besides."
        expect(page.get_by_text(besides).first).to_be_visible()
        page.get_by_text("Send back", exact=True).first.click()
        page.get_by_label("What should change, and why").fill("Say by when, please.")
        page.get_by_role("button", name="Send back to Alice Archer").click()
        assert self.draft.status == "returned"

    def alice_changes_the_words(self) -> None:
        page = self.page_of(self.cast.alice)
        page.goto(f"/drafts/{self.draft.pk}/")
        expect(page.get_by_text("Say by when, please.").first).to_be_visible()
        write(page, SECOND)
        page.get_by_label("By when").first.fill("March 2027")
        page.get_by_role("button", name="Submit for approval").click()
        assert self.draft.status == "submitted"

    def tom_approves_exactly_this(self) -> None:
        page = self.page_of(self.cast.tom)
        page.goto("/approvals/")
        page.get_by_role("link", name="Information centres").first.click()
        expect(page.get_by_text("D-114").first).to_be_visible()
        photograph(page, "review", self.folder)
        page.get_by_role("button", name="Approve exactly this").click()
        assert self.draft.status == "submitted"

    def priya_approves_besides(self) -> None:
        """The third person to see the words, as every commitment needs."""
        page = self.page_of(self.cast.priya)
        page.goto(f"/approvals/{self.draft.pk}/")
        page.get_by_role("button", name="Approve exactly this").click()
        assert self.draft.status == "approved"

    def it_is_sealed_and_sent_once(self) -> None:
        self.site.wait_until_sealed()
        self.site.publish()
        assert list(RehearsalPost.objects.values_list("text", flat=True)) == [SECOND]
        self.site.wait_until_sealed()

    def grace_reads_who_authorised_it(self) -> Page:
        page = self.page_of(self.cast.grace)
        page.goto(f"/posts/{self.draft.pk}/")
        for words in (
            "Tom Reed",
            "D-114",
            "Priya Shah",
            "Alice Archer",
            SECOND,
            "sealed in",
        ):
            expect(page.get_by_text(words).first).to_be_visible()
        photograph(page, "post", self.folder)
        return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_post_goes_from_draft_to_platform_to_proof(
    site: Site, company: Cast, page_as: PageAs, tmp_path: Path, *, javascript: bool
) -> None:
    story = Story(site, company, page_as, tmp_path, javascript)
    story.alice_writes_and_submits()
    story.priya_sends_it_back()
    story.alice_changes_the_words()
    story.tom_approves_exactly_this()
    story.priya_approves_besides()
    story.it_is_sealed_and_sent_once()
    grace = story.grace_reads_who_authorised_it()

    # She takes the log away and proves it without us; one flipped byte is found.
    bundle = exported(grace, tmp_path)
    intact = verify(bundle)
    assert (intact.returncode, intact.stderr) == (0, "")
    flipped = flip_a_byte(bundle)
    forged = verify(bundle)
    assert forged.returncode == 10
    assert f"entry {flipped}" in forged.stdout + forged.stderr
