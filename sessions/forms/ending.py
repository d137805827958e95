"""A fair line, and the first ratings once more."""

from django.utils.translation import gettext_lazy as _

from people.widgets import ScaleField, Words
from sessions.forms.base import LINE, ComingDay, OwnWords, StepForm
from sessions.forms.beginning import DistressNow
from sessions.forms.weighing import FACT
from sessions.steps import FAIR_ENOUGH


class FairForm(StepForm):
    says = ("text",)
    rates = ("conviction",)

    text = OwnWords(
        most=FACT,
        widget=Words,
        label=_("A new line that fits all the facts, the good and the bad"),
        help_text=_("Try: Even though …, it is also true that …, so I can …"),
        please=_("Write one line."),
    )
    conviction = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally sure"),
        label=_("How much do you believe your new line?"),
    )

    @property
    def again(self) -> bool:
        """It came back once, since it was believed less than half way."""
        believed = int(str(self.at.said.get("conviction", FAIR_ENOUGH)))
        return believed < FAIR_ENOUGH and self.at.progress.count(self.at.step) == 1


class AgainForm(DistressNow):
    """The first ratings are not shown here: they would pull the new ones."""

    says = ("yes", "yes_on")
    rates = ("conviction", "distress", "distress_now")
    field_order = ["conviction", "distress", "distress_now", "yes", "yes_on"]

    conviction = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally sure"),
        label=_("How much do you believe your first thought now?"),
        help_text=_("It may be less, more, or the same. Any of these is worth knowing."),
    )
    distress = ScaleField(
        top=100,
        low=_("calm"),
        high=_("the worst I can think of"),
        label=_("How upset does it make you now?"),
    )
    yes = OwnWords(
        most=LINE,
        widget=Words,
        label=_("What is one thing you will say yes to this week?"),
        help_text=_("It can be small."),
        please=_("Write one small thing."),
    )
    yes_on = ComingDay(label=_("On which day?"))
