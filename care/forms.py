"""What a therapist writes to a patient."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import Words

LONGEST = 2000  # characters of one note


class FindForm(forms.Form):
    words = forms.CharField(label=_("Find by name"), required=False, max_length=120)


class ReviewForm(forms.Form):
    note = forms.CharField(
        label=_("A note to the patient"),
        help_text=_("They read it on this page, signed with your name. You can leave it empty."),
        widget=Words(staff=True),
        required=False,
        max_length=LONGEST,
    )


class ReplyForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer to the patient"),
        help_text=_("They read it on their page, signed with your name."),
        widget=Words(staff=True),
        max_length=LONGEST,
        error_messages={"required": _("Write your answer.")},
    )
