"""The browser of the tests: the npm package's Chromium, unpacked once a user.

No page is opened here.
"""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
NODE = Path(sys.executable).parent / "node"
UNPACK = (
    "import chromium from '@sparticuz/chromium';"
    "console.log(await chromium.executablePath());"
)
FLAGS = (
    "--no-sandbox",
    "--headless=shell",
    "--disable-gpu",
    "--disable-background-networking",
)


def unpacked() -> str:
    """The path of the executable; the first caller unpacks it, the others wait."""
    version = json.loads((PACKAGE / "package.json").read_text())["version"]
    # Each user has a folder of their own: another's cannot be locked or trusted.
    name = f"countersign-chromium-{version}-{os.getuid()}"
    folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = subprocess.run(
            [NODE, "--input-type=module", "--eval", UNPACK],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(folder)},
            check=True,
            capture_output=True,
            text=True,
        )
    return answer.stdout.strip()
