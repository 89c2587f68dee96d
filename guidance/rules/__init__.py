"""The guidance catalogue: one rule, or one small family, a module.

Nothing here imports Django, reads a row or knows what is done about a finding.
"""
