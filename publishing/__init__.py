"""The outbox, the platform adapters, the publisher and reconciliation.

Nothing here changes what was authorised.
"""
