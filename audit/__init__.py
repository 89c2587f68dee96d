"""The log: entries, the tree over them, checkpoints, proofs, export and verifier.

Nothing here knows another app: actors and subjects are strings.
"""
