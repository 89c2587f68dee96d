"""Three people take a real post from first words to the platform, an auditor proves it.

The story that the product is for, in a real browser, from the first page to the last.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from drafts.models import Draft
from publishing.models import RehearsalPost
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
        tar.extractall(folder / "unpacked", filter="data")
    return next((folder / "unpacked").glob("**/checkpoint")).parent


def flip_a_byte(bundle: Path) -> None:
    """Change one letter of an entry, as somebody who rewrites history would."""
    entries = next((bundle / "tile" / "entries").glob("**/*.p/*"))
    raw = bytearray(entries.read_bytes())
    place = raw.index(b"draft.created")
    raw[place] ^= 0x01
    entries.write_bytes(bytes(raw))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_post_goes_from_draft_to_platform_to_proof(
    site: Site, company: Cast, page_as: PageAs, tmp_path: Path, *, javascript: bool
) -> None:
    # Alice writes, and reads what the check says beside her words.
    alice = page_as(company.alice, javascript=javascript)
    alice.goto("/drafts/new/")
    alice.get_by_label("Title").fill("Information centres")
    alice.get_by_label("@RiversDept on Rehearsal network").check()
    write(alice, FIRST)
    expect(alice.get_by_text("This makes a commitment.").first).to_be_visible()
    expect(alice.locator("mark", has_text="We will open 40").first).to_be_visible()
    alice.get_by_label("Why the words should stay as they are").fill(
        "The tag is an agreed campaign."
    )
    alice.get_by_role("button", name="Submit for approval").click()
    draft = Draft.objects.get()
    assert draft.status == "submitted"

    # Priya may not authorise a commitment, but she may send it back.
    priya = page_as(company.priya, javascript=javascript)
    priya.goto(f"/approvals/{draft.pk}/")
    expect(priya.get_by_text("needs authority for: commitment").first).to_be_visible()
    priya.get_by_text("Send back", exact=True).first.click()
    priya.get_by_label("What should change, and why").fill("Say by when, please.")
    priya.get_by_role("button", name="Send back to Alice Archer").click()

    # Alice reads why, changes the words and submits again.
    alice.goto(f"/drafts/{draft.pk}/")
    expect(alice.get_by_text("Say by when, please.").first).to_be_visible()
    write(alice, SECOND)
    alice.get_by_role("button", name="Submit for approval").click()

    # Tom approves exactly these words, under his delegation.
    tom = page_as(company.tom, javascript=javascript)
    tom.goto("/approvals/")
    tom.get_by_role("link", name="Information centres").first.click()
    expect(tom.get_by_text("D-114").first).to_be_visible()
    photograph(tom, "review", tmp_path)
    tom.get_by_role("button", name="Approve exactly this").click()
    draft.refresh_from_db()
    assert draft.status == "approved"

    # It is sealed, then sent, once.
    site.wait_until_sealed()
    site.publish()
    assert list(RehearsalPost.objects.values_list("text", flat=True)) == [SECOND]
    site.wait_until_sealed()

    # Grace reads who authorised it, in which role, under what authority.
    grace = page_as(company.grace, javascript=javascript)
    grace.goto(f"/posts/{draft.pk}/")
    for words in ("Tom Reed", "D-114", "Alice Archer", SECOND, "sealed in checkpoint"):
        expect(grace.get_by_text(words).first).to_be_visible()
    photograph(grace, "post", tmp_path)

    # She takes the log away and proves it without us; one flipped byte is found.
    bundle = exported(grace, tmp_path)
    intact = verify(bundle)
    assert (intact.returncode, intact.stderr) == (0, "")
    assert "verified" in intact.stdout.lower()
    flip_a_byte(bundle)
    forged = verify(bundle)
    assert forged.returncode == 10
    assert "entry" in (forged.stdout + forged.stderr).lower()
    shutil.rmtree(bundle)
