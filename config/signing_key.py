"""Where the log's signing key is kept, and how it comes to be there once.

The key's format is the command's business; only the sequencer is told where it is.
"""

import re
from pathlib import Path

from config.refusal import StartError
from config.secret_files import private_folder, write_private


# A C2SP signed-note verifier key: name, hash, key.
VERIFIER_KEY = re.compile(r"^\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$", re.MULTILINE)


class SigningKey:
    """The private half in a folder of the sequencer's own, the public half elsewhere.

    The private half gets its name last, so that a kill at any moment leaves either a
    pair or something to finish; a pair with a half missing is never made again, since
    everything that the lost half signed would no longer verify.
    """

    def __init__(self, folder: Path, public: Path) -> None:
        self.folder = private_folder(folder)
        self.private = self.folder / "signing-key"
        self.unfinished = self.folder / "signing-key.unfinished"
        self.memory = self.folder / "memory"
        self.public = public

    def is_due(self) -> bool:
        """Whether `make_signing_key` is to run, into the path `unfinished`."""
        if self.public.exists() and self.unfinished.exists():
            self.unfinished.rename(self.private)
        if self.public.exists() != self.private.exists():
            missing = self.private if self.public.exists() else self.public
            raise StartError(
                f"{missing} is missing: restore it from a backup of the var folder."
            )
        self.unfinished.unlink(missing_ok=True)
        return not self.private.exists()

    def made(self, output: str) -> None:
        """Keep both halves, the public one from what the command printed."""
        found = VERIFIER_KEY.findall(output)
        if not found:
            raise StartError("The log's signing key was made without its public half.")
        write_private(self.public, f"{found[-1]}\n")
        self.unfinished.rename(self.private)

    def verifier_key(self) -> str:
        return self.public.read_text().strip()
