"""A therapist and a patient at one examination, each with a browser of their own."""

from datetime import timedelta

from django.urls import reverse

from people.models import AccessGrant, CareRelationship, User
from sessions import actions
from sessions.models import Examination, LedSession
from tests.sessions import walk as w
from tests.sessions.walk import HIDDEN, Walk
from tests.visits import Visitor


class Pair:
    """``therapist`` asked and ``patient`` joined; ``upto``: answered by the patient before that."""

    def __init__(self, patient: User, therapist: User, *, upto: str = "ready", **asked: str):
        self.patient, self.therapist = patient, therapist
        self.hers, self.his = Visitor(patient), Visitor(therapist)
        self.walk = Walk(patient).go_to(upto)
        care = CareRelationship.objects.get(patient=patient, therapist=therapist)
        self.led = actions.ask_to_lead(care=care, by=therapist, **asked)
        actions.join_lead(led=self.led, by=patient)
        self.led.refresh_from_db()

    @property
    def examination(self) -> Examination:
        return self.walk.examination

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"sessions:{name}", kwargs={"pk": self.led.pk, **kwargs})

    def seat(self, step: str, item: object = None) -> str:
        if item is None:
            return self.url("led_step", step=step)
        return self.url("led_item", step=step, item=item)

    def look(self, step: str, item: object = None):
        """The therapist's page of a step."""
        return self.his.get(self.seat(step, item))

    def write(self, step: str, fields: dict, item: object = None, then: str = "next"):
        """The therapist draws the page of a step and sends its form."""
        html = self.look(step, item).content.decode()
        form = html[html.index('<form id="step"') :]
        hidden = dict(HIDDEN.findall(form[: form.index("</form>")]))
        return self.his.post(self.seat(step, item), {**hidden, "then": then, **fields})

    def follow(self, seen: str = "", **headers: str):
        return self.hers.get(self.url("led_follow"), {"seen": seen}, headers=headers or None)

    def news(self, seen: str = "", **query: str):
        return self.his.get(self.url("led_news"), {"seen": seen, **query})

    def passes(self, minutes: int) -> None:
        """The clock moves on, as far as the lease can tell: what it goes by lies further back."""
        back = timedelta(minutes=minutes)
        led = LedSession.objects.get(pk=self.led.pk)
        LedSession.objects.filter(pk=led.pk).update(
            created=led.created - back, accepted_at=led.accepted_at and led.accepted_at - back
        )
        for grant in AccessGrant.objects.filter(pk=led.grant_id):
            AccessGrant.objects.filter(pk=grant.pk).update(
                since=grant.since - back, until=grant.until and grant.until - back
            )

    def is_on(self) -> bool:
        """The therapist gets in."""
        response = self.look("belief")
        return response.status_code == 200


BELIEF = w.BELIEF
RATINGS = w.RATINGS
