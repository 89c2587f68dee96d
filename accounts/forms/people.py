"""What is typed for joiners, movers and leavers, stand-ins and the duty roster.

Nothing is saved here; the verbs are given what a valid form hands out.
"""

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.fields import DayField, MomentField, RowField, WordsField
from accounts.models import JobPost, Person
from accounts.roles import Role


PEOPLE = Person.objects.filter(is_active=True).order_by("name", "email")
POSTS = JobPost.objects.order_by("title")
DUTIES = POSTS.filter(roles__contains=[Role.DUTY_OFFICER])


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label="Password to sign in with once",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=128,
        help_text="Tell them in person. They choose their own when they sign in.",
        error_messages={"required": "Give a password to sign in with once."},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class JoinForm(NewPasswordForm):
    """A new person, and the post that they start in."""

    name = WordsField(label="Name", most=120)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={
            "required": "Give their e-mail address at work.",
            "invalid": "Write the address like name@department.gov.uk.",
        },
    )
    job_post = RowField(POSTS, label="Job post")
    starts_on = DayField(label="First day")
    field_order = ("name", "email", "password", "job_post", "starts_on")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError(
                "Somebody has this address. Give them another post instead."
            )
        return email


class StartForm(forms.Form):
    """Another post for somebody who is here."""

    person = RowField(PEOPLE, label="Person")
    job_post = RowField(POSTS, label="Job post")
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="Last day, if it is known",
        required=False,
        help_text="Leave empty for no end",
    )


class EndForm(forms.Form):
    ends_on = DayField(label="Last day")


class MoveForm(forms.Form):
    job_post = RowField(POSTS, label="New job post")
    starts_on = DayField(label="First day in it")


class RefuseForm(forms.Form):
    reason = WordsField(label="Why you refuse it", most=400)


class DutyForm(forms.Form):
    job_post = RowField(DUTIES, label="Duty")
    person = RowField(PEOPLE, label="Person")
    starts_at = MomentField(label="From")
    ends_at = MomentField(label="To")
    note = WordsField(label="Note", most=500, required=False)


class HandOverForm(forms.Form):
    to = RowField(PEOPLE, label="Who takes over")
    note = WordsField(label="What they need to know", most=500, required=False)


class SubstitutionForm(forms.Form):
    job_post = RowField(POSTS, label="Job post")
    principal = RowField(PEOPLE, label="Who is away")
    person = RowField(PEOPLE, label="Who stands in")
    starts_at = MomentField(label="From")
    ends_at = MomentField(label="To")
    why = WordsField(label="Why")


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one role.",
            "invalid_choice": "Choose roles from the list.",
        },
    )


class LineForm(forms.Form):
    reports_to = RowField(POSTS, label="Reports to", required=False)
