"""Pages of drafts, one module a subject.

No verb lives here; views call actions and show queries.
"""
