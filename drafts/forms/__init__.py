"""Forms of this app, one module a subject.

Nothing is saved here; the actions are given what a valid form hands out.
"""

from drafts.forms.draft import DraftForm
from drafts.forms.moments import typed_moment
from drafts.forms.opened import editing_teams, typed_already
from drafts.forms.shape import fits_the_form
from drafts.forms.words import WordsField, one_line


__all__ = [
    "DraftForm",
    "WordsField",
    "editing_teams",
    "fits_the_form",
    "one_line",
    "typed_already",
    "typed_moment",
]
