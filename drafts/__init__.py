"""Drafts, their immutable revisions, the lifecycle and the composer.

Nothing here decides who may approve, and nothing here publishes.
"""
