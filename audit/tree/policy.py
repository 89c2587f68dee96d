"""The auditor's trust file (C2SP tlog-policy): whose signatures count, and how many.

No files and no network: a policy is text, and its URLs are kept for whoever asks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from audit.tree.cosignatures import cosigned_at
from audit.tree.notes import (
    ED25519,
    ED25519_COSIGNATURE,
    Note,
    NoteError,
    VerifierKey,
    parse_key,
)


NONE = "none"
LONGEST_POLICY = 1_000_000


class PolicyError(ValueError):
    """A trust file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Witness:
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    threshold: int
    members: tuple[str, ...]


@dataclass(slots=True)
class Policy:
    """Log keys, witnesses and groups by their names, and the name of the quorum."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    def is_met_by(self, note: Note) -> bool:
        """Whether enough witnesses cosigned; NoteError when a known one's is false."""
        seen = {
            name: cosigned_at(note, witness.key) is not None
            for name, witness in self.witnesses.items()
        }
        # A group names only what stands above it, so one pass in order is enough.
        for name, group in self.groups.items():
            seen[name] = (
                sum(seen[member] for member in group.members) >= group.threshold
            )
        return self.quorum == NONE or seen[self.quorum]


def parse_policy(encoded: bytes) -> Policy:
    """Read a trust file; PolicyError with the number of the line that is wrong."""
    if len(encoded) > LONGEST_POLICY:
        raise PolicyError("the policy is too long")
    policy = Policy()
    # Names are opaque octets: two spellings of one letter are two names.
    lines = encoded.decode("utf-8", "surrogateescape").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            _read_line(policy, line)
        except (NoteError, PolicyError) as error:
            raise PolicyError(f"line {number} of the policy: {error}") from error
    if not policy.quorum:
        raise PolicyError("the policy has no quorum line")
    return policy


def _read_line(policy: Policy, line: str) -> None:
    if any(character < " " and character != "\t" for character in line):
        raise PolicyError("a control character")
    words = [word for word in line.replace("\t", " ").split(" ") if word]
    if not words or words[0].startswith("#"):
        return
    reader = _READERS.get(words[0])
    if reader is None:
        raise PolicyError("it starts with an unknown word")
    fewest, most, read = reader
    if not fewest <= len(words) - 1 <= most:
        raise PolicyError("it has too few words or too many")
    read(policy, words[1:])


def _log(policy: Policy, words: Sequence[str]) -> None:
    key = parse_key(words[0])
    if key.algorithm != ED25519:
        raise PolicyError("a log's key must be an Ed25519 key")
    if any(key.public == other.public for other in policy.logs):
        raise PolicyError("the same log key twice")
    policy.logs.append(key)


def _witness(policy: Policy, words: Sequence[str]) -> None:
    key = parse_key(words[1])
    if key.algorithm != ED25519_COSIGNATURE:
        raise PolicyError("a witness's key must be an Ed25519 cosignature key")
    if any(key.public == other.key.public for other in policy.witnesses.values()):
        raise PolicyError("the same witness key twice")
    url = words[2] if len(words) == 3 else ""
    policy.witnesses[_fresh(policy, words[0])] = Witness(key, url)


def _group(policy: Policy, words: Sequence[str]) -> None:
    name, threshold, *members = words
    for member in members:
        _defined(policy, member)
    taken = [used for group in policy.groups.values() for used in group.members]
    if len(set(taken + members)) != len(taken + members):
        raise PolicyError("a name is a member twice")
    needed = _threshold(threshold, len(members))
    policy.groups[_fresh(policy, name)] = Group(needed, tuple(members))


def _threshold(text: str, members: int) -> int:
    named = {"all": members, "any": 1}
    if text in named:
        return named[text]
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise PolicyError("a group needs a number, any or all")
    if not 1 <= int(text) <= members:
        raise PolicyError("a group needs between one and all of its members")
    return int(text)


def _quorum(policy: Policy, words: Sequence[str]) -> None:
    if policy.quorum:
        raise PolicyError("a second quorum")
    if words[0] != NONE:
        _defined(policy, words[0])
    policy.quorum = words[0]


def _fresh(policy: Policy, name: str) -> str:
    if name == NONE or name in policy.witnesses or name in policy.groups:
        raise PolicyError("a name is used twice")
    return name


def _defined(policy: Policy, name: str) -> None:
    if name not in policy.witnesses and name not in policy.groups:
        raise PolicyError("a name is not defined above")


_ANY_NUMBER = 10_000
_READERS: Mapping[str, tuple[int, int, Callable[[Policy, Sequence[str]], None]]] = {
    "log": (1, 2, _log),
    "witness": (2, 3, _witness),
    "group": (3, _ANY_NUMBER, _group),
    "quorum": (1, 1, _quorum),
}
