"""What a revision needs, who may give it, and the decisions they made.

Nothing here edits words, and nothing here talks to a platform.
"""
