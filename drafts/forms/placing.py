"""The headline of a post, and the post that it answers.

Nothing here is saved; a valid form writes what was typed into a `Content`.
"""

from dataclasses import replace

from django import forms
from django.http import QueryDict

from drafts.content import WELSH, Content, Target
from drafts.forms.shape import Shape
from drafts.forms.words import LineField
from drafts.platforms import NoSuchPostError, platforms


ONE_PLATFORM = (
    "A reply answers one post on one platform. Choose accounts of that platform alone, "
    "or leave this empty."
)


class PlacingForm(forms.Form):
    """`reply` takes an address or the platform's own id; the id is what is stored."""

    headline = LineField(most=200)
    welsh_headline = LineField(most=200)
    reply = LineField(most=400)

    def __init__(self, data: QueryDict | None, *, shape: Shape) -> None:
        initial = {
            "headline": shape.title,
            "welsh_headline": shape.welsh_title,
            "reply": shape.reply,
        }
        super().__init__(data, initial=initial)

    def applied_to(self, content: Content) -> Content:
        """The content with a headline where posts have one, and what it answers."""
        if not self.is_bound:
            return content
        self.is_valid()
        reply = self._reply(content)
        targets = tuple(
            replace(target, title=self._title(target, content), reply_to=reply)
            for target in content.targets
        )
        return replace(content, targets=targets)

    def _title(self, target: Target, content: Content) -> str:
        if not platforms().takes_title(target.platform):
            return ""
        alone = all(each.language == WELSH for each in content.targets)
        beside = target.language == WELSH and not alone
        return self._typed("welsh_headline" if beside else "headline")

    def _typed(self, name: str) -> str:
        """What was typed in a box; what was there where the box was not sent."""
        if name not in self.data:
            return str(self.initial[name])
        return str(self.cleaned_data.get(name, "")).strip()

    def _reply(self, content: Content) -> str | None:
        typed = self._typed("reply")
        places = {(each.platform, each.server) for each in content.targets}
        if not typed or not places:
            return None
        if len(places) != 1:
            self.add_error("reply", ONE_PLATFORM)
            return None
        (where,) = places
        if not where[0]:
            # No account is chosen yet: there is nothing to ask.
            return None
        return self._resolved(*where, typed)

    def _resolved(self, platform: str, server: str, typed: str) -> str | None:
        try:
            return platforms().reply_id(platform, server, typed)
        except NoSuchPostError as error:
            self.add_error("reply", str(error))
            return None

    @property
    def used(self) -> bool:
        """Whether a reply is filled in or wrong here, so that it is shown open."""
        return bool(self["reply"].value() or self["reply"].errors)
