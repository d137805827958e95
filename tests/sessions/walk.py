"""Going through the steps as a browser does: draw a page, fill in its form, send it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from people.models import User
from sessions import actions
from sessions.models import Examination
from sessions.record import progress_of
from sessions.steps import Progress

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
IN_A_WEEK = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011
SAFE = {"distress_now": "35", "none": "on", "safe": "safe"}
RISKS = {"risks": ["leg_weakness"], "known": "on"}
BELIEF = {
    "text": "If I go dancing or to a dinner I will fall, everyone will stare and laugh, "
    "and my back will be wrecked for good.",
    "kind": "falling",
}
RATINGS = {"conviction": "", "conviction_exact": "85", "distress": "90"}
EVIDENCE = {
    "text_for": "Two years ago I went down in a doorway.",
    "kind_for": "seen",
    "text_against": "I walk to the bus each day. No fall there.",
    "kind_against": "seen",
    "tried": "12",
    "happened_times": "2",
}
COST = {
    "opportunity": "The dance at my niece's wedding",
    "area": "family",
    "importance": "9",
    "possible": "no",
}
QUESTIONS = {"falling-1": "Twice, both times late at night.", "falling-2": ""}


def fear(text, likelihood, badness, lasts, cope, harm, happened="no", **more):
    return {
        "text": text,
        "likelihood": "" if likelihood is None else str(likelihood),
        "badness": str(badness),
        "lasts": lasts,
        "cope": str(cope),
        "harm": harm,
        "happened": happened,
        "team_matter": "no",
        **({"dont_know": "on"} if likelihood is None else {}),
        **more,
    }


FALLING = fear("I will fall.", 60, 8, "week", 4, "minor", "yes")
LAUGHING = fear("People will laugh.", 50, 4, "day", 6, "none")
FLARE = fear("I will never get over a flare.", 30, 9, "week", 3, "none")
LEAVING = fear("I will have to leave early.", 60, 3, "hours", 8, "none", "yes")
SLIPPED = fear("I will slip a disc.", None, 10, "year", 2, "serious")
JOB = fear("I will lose my job.", 40, 9, "year", 3, "none")
PLAN = {"trigger": "my leg shakes", "action": "sit down", "review_on": IN_A_WEEK}
TEST = {
    "step": "One slow dance at home",
    "prediction": "I will hurt all day.",
    "certainty": "60",
    "place": "In the kitchen",
    "when": IN_A_WEEK,
}
ASK = {"whom": "My physio", "what": "Is it safe to bend?", "by_when": IN_A_WEEK}
FAIR = {"text": "Even though I may get sore, I can go for an hour.", "conviction": "70"}
AGAIN = {
    "conviction": "40",
    "distress": "",
    "distress_exact": "45",
    "distress_now": "30",
    "yes": "Friday dinner, for one hour",
    "yes_on": IN_A_WEEK,
}
UP_TO_FEARS = [
    ("ready", SAFE),
    ("safe", RISKS),
    ("belief", BELIEF),
    ("ratings", RATINGS),
    ("evidence", EVIDENCE),
    ("cost", COST),
    ("questions", QUESTIONS),
]


class Walk:
    """``person`` goes through one examination with ``client``."""

    def __init__(self, person: User, **extra: str) -> None:
        self.person = person
        self.client = Client()
        self.client.force_login(person)
        self.extra = extra
        self.examination: Examination = actions.start_examination(person=person, by=person)

    def url(self, step: str, item: object = None) -> str:
        kwargs = {"pk": self.examination.pk, "step": step}
        if item is None:
            return reverse("sessions:step", kwargs=kwargs)
        return reverse("sessions:item", kwargs={**kwargs, "item": item})

    def get(self, step: str, item: object = None, **query: str):
        return self.client.get(self.url(step, item), query, headers=self.extra or None)

    def hidden(self, step: str, item: object = None, **query: str) -> dict[str, str]:
        """The form's own fields, as the page brings them."""
        return dict(HIDDEN.findall(self.get(step, item, **query).content.decode()))

    def say(self, step: str, fields: Mapping, item: object = None, then: str = "next"):
        """Draw the page and send its form; the answer to it."""
        return self.send(step, {**self.hidden(step, item), "then": then, **fields}, item)

    def send(self, step: str, fields: Mapping, item: object = None):
        return self.client.post(self.url(step, item), dict(fields), headers=self.extra or None)

    @property
    def progress(self) -> Progress:
        return progress_of(self.examination)

    def at(self) -> tuple[str, str | None]:
        """The screen that is open."""
        screen = self.progress.next
        return (screen.step.value, screen.item) if screen else ("page", None)

    def go_to(self, step: str) -> "Walk":
        """Answer everything before ``step``."""
        for name, fields in UP_TO_FEARS:
            if name == step:
                return self
            if name != "safe" or self.at()[0] == "safe":
                assert self.say(name, fields).status_code == 302, name
        if step == "fears":
            return self
        self.fear(FALLING)
        if step == "sort":
            return self
        self.sort()
        self.say("plan", PLAN, self.item("I will fall."))
        if step == "again":
            self.say("fair", FAIR)
        return self

    def fear(self, fields: Mapping, then: str = "next", now: str = "40"):
        first = {} if self.progress.latest("fears") else {"distress_now": now}
        return self.say("fears", {**fields, **first}, then=then)

    def item(self, text: str) -> str:
        return next(fear.item for fear in self.progress.fears if fear.given.values["text"] == text)

    def sort(self, **fields: str):
        return self.say("sort", {"price": "no", **fields})
