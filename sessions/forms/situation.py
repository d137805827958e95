"""When the thought last showed up."""

from django.utils.translation import gettext_lazy as _

from people.widgets import Line, ScaleField, Words
from sessions.forms.base import LINE, OwnWords, PastDay, StepForm
from sessions.forms.weighing import FACT


class SituationForm(StepForm):
    """One real moment. All of it may be left."""

    says = ("on", "place", "with_whom", "did", "did_next")
    rates = ("pain",)

    on = PastDay(required=False, label=_("On which day did it last show up?"))
    place = OwnWords(most=LINE, widget=Line, required=False, label=_("Where were you?"))
    with_whom = OwnWords(most=LINE, widget=Line, required=False, label=_("Who was there?"))
    pain = ScaleField(
        top=10,
        low=_("no pain"),
        high=_("the worst I can think of"),
        required=False,
        label=_("How strong was your pain then?"),
    )
    did = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("What were you doing, or what did you stop?"),
    )
    did_next = OwnWords(most=FACT, widget=Words, required=False, label=_("What did you do next?"))
