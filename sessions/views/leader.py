"""What the steps' view needs to know of the seat of a therapist who leads."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import User
from sessions.actions import Heard
from sessions.models import Belief, LedSession
from sessions.place import Place
from sessions.steps import Step
from sessions.together import screen_of, together_of


def beside(at: Place, by: User) -> dict[str, Any]:
    """What stands beside a step on the page of whoever leads: all that both have saved."""
    led = led_at(at)
    together = together_of(led, at.examination, by, at.progress)
    return {
        "together": together,
        "person": at.person,
        "brings": at.screen != screen_of(led, at.progress),
    }


def proposed(at: Place) -> QueryDict | None:
    """The thought that was proposed when the therapist asked, until one is saved."""
    led = led_at(at)
    if at.step is not Step.BELIEF or at.said or not led.text or at.examination.belief:
        return None
    words = QueryDict(mutable=True)
    words.update({"text": led.text, "kind": led.kind, "source": Belief.Source.THERAPIST})
    return words


def ask_url(at: Place) -> str:
    """The page on which a question is added, which leads back here."""
    page = reverse("sessions:led_question", kwargs={"pk": led_at(at).pk})
    return f"{page}?{urlencode({'next': at.seat.url(at.screen)})}"


def tell_leader(request: HttpRequest, heard: Heard, offered: str) -> None:
    """What sends the person to a page of theirs is said to whoever sits beside them."""
    if heard.support or heard.talk:
        messages.warning(
            request,
            _(
                "This answer is one to talk about now, with a person. Their own screen shows who "
                "answers. Stay with them, and follow your clinic’s way of working."
            ),
        )
    if offered == "another":
        messages.info(request, _("They believe this only a little. Another thought may do more."))
    elif offered:
        messages.warning(request, _("They are much more upset than before. Offer a pause."))


def led_at(at: Place) -> LedSession:
    if at.seat.led is None:
        raise LookupError("nobody leads this examination")
    return at.seat.led
