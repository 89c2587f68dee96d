"""The outbox, the platform adapters, and the publisher.

Nothing here changes what was authorised.
"""
