"""What people type about themselves and each other."""

from typing import Any, cast

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.manage_email import email_already_exists
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from people import carry
from people.models import Clinic, Role, User
from people.widgets import Choices
from people.zones import places, zones

MOST_LETTERS_OF_A_NAME = 100
NOTHING = ("", "–")


def open_countries() -> list[tuple[str, str]]:
    """(code, name) of where people may enrol, from the room that knows whom to call there."""
    return list(import_string(settings.ENROLMENT_COUNTRIES)())


def password_hint() -> str:
    lengths = [
        validator.min_length
        for validator in get_default_password_validators()
        if isinstance(validator, MinimumLengthValidator)
    ]
    return _t(
        "At least %(letters)s letters or signs. A few words in a row are easy to keep in mind."
    ) % {"letters": max(lengths, default=8)}


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class LoginForm(allauth_forms.LoginForm):
    """Log-in, with what was typed before a log-out (``people.carry``) on its way through."""

    carry = forms.CharField(required=False, strip=True, widget=forms.HiddenInput)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        what = carry.unpack(self.cleaned_data["carry"])
        if what and what.person == str(self.user.pk):
            # Before the log-in, which may still ask for more: the session goes on through it.
            carry.keep(request, what)
            redirect_url = what.page
        return super().login(request, redirect_url=redirect_url)


class EntryFields(forms.Form):
    """What anyone is asked who makes an account: age and country first."""

    adult = forms.ChoiceField(
        label=_("Are you 18 or over?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=Choices,
    )
    country = forms.ChoiceField(
        label=_("Which country do you live in?"),
        help_text=_("So that we can show whom to call there. More countries will come."),
    )
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("You can leave this empty."),
        max_length=MOST_LETTERS_OF_A_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)
    use = forms.BooleanField(label=_("I have read this, and I want to use CBTBack."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = open_countries()
        nothing = [] if len(countries) == 1 else [NOTHING]
        _choose(self, "country", [*nothing, *countries])

    @property
    def under_age(self) -> bool:
        """They said so, whatever else the form holds: then nothing else is looked at."""
        return self.is_bound and self.data.get("adult") == "no"

    def clean_time_zone(self) -> str:
        # The browser fills it in: nobody can mend it, so a wrong one is no mistake of theirs.
        zone = self.cleaned_data["time_zone"]
        return zone if zone in zones() else "UTC"


class SignupForm(EntryFields, allauth_forms.SignupForm):
    """Sign-up. Someone under 18 gets a kind page, and nothing is kept."""

    account_already_exists: bool

    field_order = (
        "adult", "country", "email", "password1", "password2", "name", "time_zone", "use",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].label = _("A password")
        self.fields["password1"].help_text = password_hint()
        self.fields["password2"].label = _("The same password again")

    def is_valid(self) -> bool:
        return self.under_age or super().is_valid()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.under_age:
            return None, adults_only(request)
        if self.account_already_exists:
            # A new account costs a hash; so must this, or the time tells who is known here.
            User().set_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except (IntegrityError, ValidationError):
            # The same form, sent twice at once: the twin made the account meanwhile.
            if not email_already_exists(self.cleaned_data["email"])[1]:
                raise
            self.account_already_exists = True
            return super().try_save(request)


def adults_only(request: HttpRequest) -> HttpResponse:
    return render(request, "people/adults_only.html")


class AcceptForm(EntryFields):
    """Accepting an invitation without an account."""

    password1 = forms.CharField(
        label=_("A password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = ("adult", "country", "name", "password1", "password2", "time_zone", "use")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"].help_text = password_hint()

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, user=User(email=self.email))
        return str(password)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("This is not the same as the first."))
        return cleaned


class SettingsForm(forms.Form):
    name = forms.CharField(
        label=_("What should we call you?"),
        max_length=MOST_LETTERS_OF_A_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Your days begin and end by it."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": person.name, "time_zone": person.time_zone}
        super().__init__(*args, **kwargs)
        names = places()
        if person.time_zone not in names:
            names = [person.time_zone, *names]
        _choose(self, "time_zone", [(n, n.replace("_", " ")) for n in names])


class InviteForm(forms.Form):
    """Only what the admin runs can be chosen: ``clinics``, and their therapists."""

    clinic = forms.ChoiceField(label=_("Clinic"))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("A letter with a link goes there. It says nothing about pain or treatment."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=Choices)
    therapist = forms.ChoiceField(
        label=_("Therapist"),
        help_text=_("For a patient. You can leave this open."),
        required=False,
    )

    def __init__(
        self, *args: Any, clinics: list[Clinic], therapists: dict[Clinic, list[User]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clinics = {str(clinic.pk): clinic for clinic in clinics}
        self.therapists = {
            str(person.pk): person for people in therapists.values() for person in people
        }
        self.works_in = {
            clinic.pk: {str(person.pk) for person in people}
            for clinic, people in therapists.items()
        }
        if len(clinics) == 1:
            del self.fields["clinic"]
        else:
            _choose(self, "clinic", [(str(clinic.pk), clinic.name) for clinic in clinics])
        people = [(pk, person.get_full_name()) for pk, person in self.therapists.items()]
        _choose(self, "therapist", [("", _t("None yet")), *people])

    def clean_clinic(self) -> Clinic:
        return self.clinics[self.cleaned_data["clinic"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.clinics) == 1:
            (cleaned["clinic"],) = self.clinics.values()
        chosen = cleaned.get("therapist")
        clinic = cleaned.get("clinic")
        if chosen and cleaned.get("role") not in (Role.PATIENT, None):
            self.add_error("therapist", _("Only a patient has a therapist."))
        elif chosen and clinic and chosen not in self.works_in[clinic.pk]:
            self.add_error("therapist", _("Choose someone who works in that clinic."))
        cleaned["therapist"] = self.therapists.get(chosen or "")
        return cleaned


class AssignForm(forms.Form):
    therapist = forms.ChoiceField(label=_("Therapist"))

    def __init__(self, *args: Any, therapists: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.therapists = {str(person.pk): person for person in therapists}
        people = [(pk, person.get_full_name()) for pk, person in self.therapists.items()]
        _choose(self, "therapist", [NOTHING, *people])

    def clean_therapist(self) -> User:
        return self.therapists[self.cleaned_data["therapist"]]


class SearchForm(forms.Form):
    """What the list of accounts is narrowed to. Sent by POST: a name has no place in an address."""

    q = forms.CharField(label=_("Name or e-mail"), max_length=254, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Any role")), *Role.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("Any state")),
            ("active", _("Active")),
            ("invited", _("Invited")),
            ("ended", _("Deactivated")),
        ],
        required=False,
    )
