"""Whom PostgreSQL runs as and where that user can reach its binaries and its data.

PostgreSQL refuses to run as root, so root lends it an unprivileged user, who may
be unable to enter root's folders. No server is started here.
"""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from config.children import Account
from config.refusal import StartError
from config.site import Site


PREFERRED_USERS = ("countersign", "nobody")


def unprivileged_account() -> Account | None:
    """None for an ordinary user, who runs PostgreSQL as themselves."""
    if os.geteuid() != 0:
        refuse_nameless_user()
        return None
    for name in PREFERRED_USERS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise StartError(
        "PostgreSQL refuses to run as root and this machine has no user “nobody”:"
        " run make run as an ordinary user."
    )


def refuse_nameless_user() -> None:
    """PostgreSQL's initdb looks its user's name up and fails without one."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise StartError(
            f"The user number {os.geteuid()} has no name in /etc/passwd, which PostgreSQL"
            " needs: run make run as a user who has one."
        ) from error


def can_reach(path: Path, account: Account | None) -> bool:
    """Whether that user may enter (a folder) or run (a file), asked of the kernel."""
    if account is None:
        return os.access(path, os.X_OK)
    asked = subprocess.run(  # noqa: S603
        ["/usr/bin/env", "test", "-x", str(path)],
        cwd="/",
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        check=False,
    )
    return asked.returncode == 0


def open_folder(folder: Path) -> Path:
    """Make the folder, and let others pass through it but not list it."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o711)
    return folder


def postgres_folder(site: Site, account: Account | None) -> Path:
    """The folder for the cluster, linked from `var/postgres` when it must be elsewhere."""
    inside = site.var / "postgres"
    if inside.is_symlink():
        if not inside.exists():
            raise StartError(
                f"{inside} points to {inside.readlink()}, which is gone: bring it back,"
                f" or remove {inside} to start with an empty database."
            )
        return inside.resolve()
    open_folder(site.var)
    if can_reach(open_folder(inside), account):
        return inside
    outside = open_outside(site) / "postgres"
    set_aside(site, outside)
    open_folder(outside)
    inside.rmdir()
    inside.symlink_to(outside)
    site.say(
        f"The database is kept in {outside}, because PostgreSQL does not run as root"
        f" and no other user may enter {site.var}; {inside} points there."
    )
    return outside


def set_aside(site: Site, outside: Path) -> None:
    """Keep, out of the way, the cluster of a var folder that has been removed since."""
    if outside.exists():
        count = sum(1 for _ in outside.parent.glob("postgres.set-aside-*"))
        kept = outside.rename(outside.with_name(f"postgres.set-aside-{count + 1}"))
        site.say(f"The database of an earlier var folder is kept in {kept}.")


def open_outside(site: Site) -> Path:
    try:
        open_folder(site.public)
        return open_folder(site.outside)
    except OSError as error:
        raise StartError(
            f"PostgreSQL does not run as root, no other user may enter {site.checkout},"
            f" and {site.outside} cannot be made: run make run as an ordinary user."
        ) from error


def account_for(folder: Path) -> Account | None:
    """Whom to run as: the owner of the data that is there, else an unprivileged user."""
    account = unprivileged_account()
    data = folder / "data"
    if account is None or not data.exists() or data.stat().st_uid == 0:
        return account
    return Account(data.stat().st_uid, data.stat().st_gid)


def reachable_binaries(
    wheel: Path, account: Account | None, fallback: Callable[[], Path]
) -> Path:
    """The folder with `initdb` and `postgres`: the wheel's, or a copy made in `fallback`."""
    if can_reach(wheel / "pginstall18" / "bin" / "postgres", account):
        return wheel / "pginstall18" / "bin"
    stamp = int((wheel / "pginstall18" / "bin" / "postgres").stat().st_mtime)
    copy = fallback() / f"pgserver-{stamp}"
    if not copy.exists():
        copy_wheel(wheel, copy)
    return copy / wheel.name / "pginstall18" / "bin"


def copy_wheel(wheel: Path, copy: Path) -> None:
    """Copy binaries and the libraries beside them, which they find by relative path."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    for part in (wheel / "pginstall18", libraries):
        if part.exists():
            target = unfinished / part.relative_to(wheel.parent)
            shutil.copytree(part, target, copy_function=link_or_copy, symlinks=True)
    for folder, _, _ in os.walk(unfinished):
        Path(folder).chmod(0o755)
    unfinished.rename(copy)


def link_or_copy(source: str, target: str) -> None:
    """Share the file where the other user may read it, else make a copy they may read."""
    if Path(source).stat().st_mode & stat.S_IROTH:
        try:
            os.link(source, target)
        except OSError:  # another disk, or a file system without links
            shutil.copy2(source, target)
        return
    shutil.copy2(source, target)
    Path(target).chmod(0o755)
