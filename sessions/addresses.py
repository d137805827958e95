"""Where a screen of an examination stands."""

from django.urls import reverse

from sessions.models import Examination
from sessions.steps import Screen


def screen_url(examination: Examination, screen: Screen) -> str:
    place = {"pk": examination.pk, "step": screen.step.value}
    if screen.item is None:
        return reverse("sessions:step", kwargs=place)
    return reverse("sessions:item", kwargs={**place, "item": screen.item})
