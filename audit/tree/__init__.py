"""The tamper-evident log as arithmetic on bytes: hashes, proofs, notes, tiles, bundles.

No Django, no database and nothing but the standard library and `cryptography`.
"""
