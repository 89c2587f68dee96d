"""Proofs against the 196 published RFC 6962 cases, and against every small tree."""

import base64
import contextlib
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.tree.hashing import EMPTY_ROOT, leaf_hash, root_of
from audit.tree.proofs import (
    ProofError,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from tests.audit.vectors import json_vectors, needs_vectors


INCLUSION = json_vectors("rfc6962/inclusion")
CONSISTENCY = json_vectors("rfc6962/consistency")
LEAVES = [leaf_hash(str(number).encode()) for number in range(300)]


def decoded(case: dict[str, Any], name: str) -> bytes:
    return base64.b64decode(case[name] or "")


def hashes(case: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(item) for item in case["proof"] or []]


def expectation(case: dict[str, Any]) -> contextlib.AbstractContextManager[Any]:
    return pytest.raises(ProofError) if case["wantErr"] else contextlib.nullcontext()


def range_hash(start: int, end: int) -> bytes:
    return root_of(LEAVES[start:end])


@needs_vectors
def test_vectors_all_there():
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)


@pytest.mark.parametrize("case", INCLUSION)
def test_inclusion_agrees_with_published_case(case):
    with expectation(case):
        verify_inclusion(
            decoded(case, "leafHash"),
            case["leafIdx"],
            case["treeSize"],
            hashes(case),
            decoded(case, "root"),
        )


@pytest.mark.parametrize("case", CONSISTENCY)
def test_consistency_agrees_with_published_case(case):
    with expectation(case):
        verify_consistency(
            case["size1"],
            case["size2"],
            decoded(case, "root1"),
            decoded(case, "root2"),
            hashes(case),
        )


def test_empty_tree_has_the_hash_of_nothing():
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 34))
def test_inclusion_proof_verifies_for_every_leaf_of_every_small_tree(size):
    root = root_of(LEAVES[:size])
    for index in range(size):
        proof = prove_inclusion(index, size, range_hash)
        verify_inclusion(LEAVES[index], index, size, proof, root)


@pytest.mark.parametrize("new", range(1, 34))
def test_consistency_proof_verifies_for_every_earlier_size(new):
    for old in range(1, new + 1):
        proof = prove_consistency(old, new, range_hash)
        verify_consistency(
            old, new, root_of(LEAVES[:old]), root_of(LEAVES[:new]), proof
        )


@given(st.data())
def test_inclusion_proof_fails_after_any_change(data):
    size = data.draw(st.integers(2, 300))
    index = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(index, size, range_hash)
    at = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    proof[at] = flipped(proof[at], bit)
    with pytest.raises(ProofError):
        verify_inclusion(LEAVES[index], index, size, proof, root_of(LEAVES[:size]))


@given(st.data())
def test_consistency_proof_fails_for_a_rewritten_past(data):
    new = data.draw(st.integers(2, 300))
    old = data.draw(st.integers(1, new - 1))
    rewritten = data.draw(st.integers(0, old - 1))
    past = [*LEAVES[:old]]
    past[rewritten] = flipped(past[rewritten], 0)
    proof = prove_consistency(old, new, range_hash)
    with pytest.raises(ProofError):
        verify_consistency(old, new, root_of(past), root_of(LEAVES[:new]), proof)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (3, 3)])
def test_inclusion_refuses_an_index_outside_the_tree(index, size):
    with pytest.raises(ProofError):
        prove_inclusion(index, size, range_hash)
    with pytest.raises(ProofError):
        verify_inclusion(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 1), (0, 0), (2, 1), (-1, 1)])
def test_consistency_refuses_an_empty_or_larger_past(old, new):
    with pytest.raises(ProofError):
        prove_consistency(old, new, range_hash)
    with pytest.raises(ProofError):
        verify_consistency(old, new, LEAVES[0], LEAVES[0], [])


def test_proofs_have_the_published_shape():
    # RFC 9162 section 2.1.5: the tree of seven leaves.
    assert [len(prove_inclusion(index, 7, range_hash)) for index in (0, 3, 4, 6)] == [
        3,
        3,
        3,
        2,
    ]
    assert [len(prove_consistency(old, 7, range_hash)) for old in (3, 4, 6)] == [
        4,
        1,
        3,
    ]


def flipped(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
