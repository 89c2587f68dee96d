"""What somebody types as a comment.

Nothing is saved here; the policy refuses what is missing.
"""

from django import forms

from drafts.forms.words import WordsField


class CommentForm(forms.Form):
    comment = WordsField(required=False, most=2000)
