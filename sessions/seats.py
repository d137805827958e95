"""Who sits at an examination: the person themselves, or the therapist who leads it for a while.

One step machine serves both. A seat says where its pages stand, what may be answered from it, and
whose thoughts may be picked there.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from people.models import User
from sessions.addresses import screen_url
from sessions.models import Belief, Examination, LedSession
from sessions.steps import OWN_ALONE, Progress, Screen, Step


@dataclass(frozen=True)
class Seat:
    """``by`` answers. ``led``: how the examination is led now, None where it is not."""

    examination: Examination
    by: User
    led: LedSession | None = None

    @property
    def leads(self) -> bool:
        """It is not the person's own."""
        return self.by != self.examination.person

    def may_answer(self, step: Step) -> bool:
        return not self.leads or step not in OWN_ALONE

    def url(self, screen: Screen) -> str:
        if not self.leads:
            return screen_url(self.examination, screen)
        place = {"pk": self._led.pk, "step": screen.step.value}
        if screen.item is None:
            return reverse("sessions:led_step", kwargs=place)
        return reverse("sessions:led_item", kwargs={**place, "item": screen.item})

    @property
    def page(self) -> str:
        """Where there is no screen to be on."""
        if self.leads:
            return reverse("sessions:led_desk", kwargs={"pk": self._led.pk})
        return reverse("sessions:page", kwargs={"pk": self.examination.pk})

    @property
    def together(self) -> str:
        """The page on which the person sees what both have saved; "" where nobody leads."""
        return reverse("sessions:led", kwargs={"pk": self.led.pk}) if self.led else ""

    def current(self, progress: Progress) -> str:
        """The screen that is open; the page where none is."""
        if progress.closed or progress.next is None:
            return self.page
        return self.url(progress.next)

    def beliefs(self) -> QuerySet[Belief]:
        """The person's thoughts that may be picked here: the one that is examined, and whatever
        else is open to whoever sits here."""
        theirs = Belief.objects.filter(person=self.examination.person)
        visible = Belief.objects.visible_to(self.by).values("pk")
        return theirs.filter(Q(pk__in=visible) | Q(pk=self.examination.belief_id))

    @property
    def _led(self) -> LedSession:
        if self.led is None:
            raise LookupError("nobody leads this examination")
        return self.led
