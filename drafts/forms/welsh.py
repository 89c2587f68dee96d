"""The Welsh version of a post, how it was made, and why there is none where one is due.

Nothing here is saved; a valid form writes what was typed into a `Content`.
"""

from dataclasses import replace

from django import forms
from django.http import QueryDict

from drafts.content import WELSH, Content, Part, Target, languages
from drafts.forms.languages import accounts_of, in_both_languages
from drafts.forms.media import MediaRows
from drafts.forms.shape import Shape
from drafts.forms.thread import Thread
from drafts.forms.words import LineField, WordsField
from drafts.purposes import Translation


NOWHERE = (
    "None of the accounts that you chose posts in Welsh or has a Welsh account beside it. "
    "Leave the Welsh version empty, or choose another account."
)
ENGLISH_ON_WELSH = (
    "{handle} posts in Welsh. Write the Welsh version, or leave this account out."
)
WELSH_ALONE = (
    "{handle} posts in Welsh alone, so the words in the first box would go nowhere. "
    "Choose an English account too, or put the Welsh in the first box and leave this empty."
)
FIRST_POST = "Write the first post in Welsh too."
HOW = "Say how the Welsh version was made."


class WelshForm(forms.Form):
    """One revision holds both languages: they are approved and leave as one."""

    welsh = WordsField(required=False)
    translation = forms.ChoiceField(
        choices=[each for each in Translation.choices if each[0]],
        required=False,
        error_messages={"invalid_choice": HOW},
    )
    without_welsh = LineField(most=200)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        base: Content,
        shape: Shape,
        thread: Thread,
        pictures: MediaRows,
    ) -> None:
        self.thread = thread
        self.pictures = pictures
        initial = {
            "welsh": shape.welsh[0].text if shape.welsh else "",
            "translation": base.translation,
            "without_welsh": base.without_welsh,
        }
        super().__init__(data, initial=initial)

    def applied_to(self, content: Content) -> Content:
        """The content in both languages; what cannot be read is left out."""
        if not self.is_bound:
            return content
        self.is_valid()
        welsh = self._posts()
        accounts = accounts_of(content.targets)
        targets = in_both_languages(content.targets, welsh, accounts)
        made = replace(
            content,
            targets=targets,
            translation=self.cleaned_data.get("translation", "") if welsh else "",
            without_welsh="" if welsh else self.cleaned_data.get("without_welsh", ""),
        )
        self._judge(made, welsh)
        return made

    def _posts(self) -> tuple[Part, ...]:
        """The Welsh thread, each post with the pictures of the English one."""
        first = self.cleaned_data.get("welsh", "")
        typed = self.thread.welsh(first)
        if typed and not first:
            self.add_error("welsh", FIRST_POST)
        return tuple(
            Part(text=text, media=self.pictures.of_welsh_part(number))
            for number, text in enumerate(typed)
        )

    def _judge(self, made: Content, welsh: tuple[Part, ...]) -> None:
        """Say what does not fit together: words without an account, and the reverse."""
        chosen = [target for target in made.targets if target.account]
        if not welsh:
            self._ask_for_welsh(chosen)
            return
        if chosen and WELSH not in languages(made):
            self.add_error("welsh", NOWHERE)
        if chosen and languages(made) == {WELSH}:
            self.add_error("welsh", WELSH_ALONE.format(handle=chosen[0].handle))
        if not self.cleaned_data.get("translation"):
            self.add_error("translation", HOW)

    def _ask_for_welsh(self, chosen: list[Target]) -> None:
        """English on other accounts leaves a Welsh account without words of its own."""
        in_welsh = [target for target in chosen if target.language == WELSH]
        if in_welsh and len(in_welsh) < len(chosen):
            said = ENGLISH_ON_WELSH.format(handle=in_welsh[0].handle)
            self.add_error("welsh", said)

    @property
    def used(self) -> bool:
        """Whether anything is filled in or wrong here, so that it is shown open."""
        boxes = (*self, *(row["welsh"] for row in self.thread.rows))
        return any(box.value() or box.errors for box in boxes)
