"""How a person walks through an examination: what they pick and write on each screen."""

from collections.abc import Collection
from datetime import timedelta

from playwright.sync_api import Page

from demo.story import Ask, Fear, Plan, Story, Test
from people.clock import today
from people.models import User
from sessions import wording
from sessions.models import BeliefKind
from sessions.sorting import Verdict
from sessions.steps import Path
from tests.e2e.browser import Browsing

# What the full path asks besides, and no story tells.
SITUATION = {
    "place": "In the kitchen",
    "with_whom": "My sister",
    "did": "I wanted to take the washing out",
    "did_next": "I left it, and sat down",
}
HABIT = "fortune_telling"
PROTECTS = "It keeps me from doing too much."


class Walk:
    """``person`` examines ``story`` in ``window``.

    ``look``: whether each page is checked, or the names of those that are.
    """

    def __init__(
        self,
        window: Browsing,
        person: User,
        story: Story,
        *,
        name: str,
        look: bool | Collection[str] = True,
        path: Path = Path.SHORT,
    ) -> None:
        self.window = window
        self.person = person
        self.story = story
        self.name = name
        self.looks = look
        self.path = path
        self.habit = ""

    @property
    def page(self) -> Page:
        return self.window.page

    # --- One field each ----------------------------------------------------------------------

    def pick(self, field: str, value: str) -> None:
        self.page.locator(f"#step [name='{field}'][value='{value}']").check(force=True)

    def rate(self, field: str, value: int) -> None:
        """On the mark where there is one, else by writing the number."""
        mark = self.page.locator(f"#step [name='{field}'][value='{value}']")
        if mark.count():
            mark.check(force=True)
            return
        box = self.page.locator(f"[name='{field}_exact']")
        if not box.is_visible():
            self.page.locator("#step details", has=box).locator("summary").click()
        box.fill(str(value))

    def write(self, field: str, text: str) -> None:
        self.page.locator(f"#step [name='{field}']").fill(text)

    def tick(self, field: str) -> None:
        self.page.locator(f"#step [name='{field}']").check(force=True)

    def look(self, step: str) -> None:
        if self.looks is True or (self.looks and step in self.looks):
            self.window.look(f"{self.name}-{step}")

    def go(self, then: str = "next") -> None:
        self.page.locator(f"#step .actions button[name='then'][value='{then}']").first.click()
        self.window.settle()
        mistakes = self.page.locator(".summary")
        assert not mistakes.count(), f"{self.window.path}: {mistakes.first.inner_text()}"

    def at(self, step: str) -> None:
        """The screen that has to be there by now."""
        self.page.wait_for_url(f"**/{step}/**")

    def day(self, days: int) -> str:
        return (today(self.person) + timedelta(days=days)).isoformat()

    # --- The steps ---------------------------------------------------------------------------

    @property
    def full(self) -> bool:
        return self.path is Path.FULL

    def all(self) -> None:
        self.begin()
        if self.full:
            self.situation()
        self.weigh()
        if self.full:
            self.habits()
        self.questions()
        self.fear()
        self.sort()
        self.ways()
        self.end()

    def begin(self, risks: tuple[str, ...] = ("leg_weakness",)) -> None:
        self.window.goto("/examine/start/")
        if self.window.path == "/examine/start/":
            self.look("start")
            self.page.locator("main form button.button").click()
        self.at("ready")
        self.look("ready")
        self.rate("distress_now", self.story.distress_now)
        self.tick("none")
        self.pick("safe", "safe")
        self.pick("path", self.story.path)
        self.pick("path", self.path)
        self.go()
        self.at("safe")
        self.look("safe")
        for risk in risks:
            self.pick("risks", risk)
        self.tick("known")
        self.go()
        self.at("belief")
        self.look("belief")
        self.write("text", self.story.belief)
        self.pick("kind", self.story.kind)
        self.go()
        self.at("ratings")
        self.look("ratings")
        self.rate("conviction", self.story.conviction)
        self.rate("distress", self.story.distress)
        for feeling in self.story.emotions:
            self.pick("emotions", feeling)
        self.go()

    def situation(self) -> None:
        self.at("situation")
        self.look("situation")
        self.write("on", self.day(-2))
        for field, text in SITUATION.items():
            self.write(field, text)
        self.rate("pain", 6)
        self.go()

    def habits(self) -> None:
        self.at("habits")
        self.look("habits")
        self.habit = self.page.locator(f"label:has([value='{HABIT}']) b").inner_text()
        self.pick("habits", HABIT)
        self.write("why", "The word “will”.")
        self.go()

    def weigh(self) -> None:
        self.at("evidence")
        self.look("evidence")
        story = self.story
        pairs = max(len(story.facts_for), len(story.facts_against))
        for number in range(pairs):
            for side, facts in (("for", story.facts_for), ("against", story.facts_against)):
                if number < len(facts):
                    self.write(f"text_{side}", facts[number].text)
                    self.pick(f"kind_{side}", facts[number].kind)
                    if self.full:
                        self.rate(f"weight_{side}", 6)
            self.write("tried", str(story.tried))
            self.write("happened_times", str(story.happened_times))
            self.go("again" if number < pairs - 1 else "next")
        self.at("cost")
        self.look("cost")
        for number, cost in enumerate(story.costs, 1):
            self.write("opportunity", cost.opportunity)
            self.pick("area", cost.area)
            self.rate("importance", cost.importance)
            self.pick("possible", cost.possible)
            if self.full and number == 1:
                self.write("protects", PROTECTS)
            self.go("next" if number == len(story.costs) else "again")

    def questions(self) -> None:
        self.at("questions")
        if self.story.kind == BeliefKind.HOPELESS:
            # A screen of its own, before any of them.
            self.look("living")
            assert not self.page.locator("#step textarea").count()
            self.pick("living", "no")
            self.go()
        closed = self.page.locator("#step details:has(textarea):not([open]) > summary")
        while closed.count():
            closed.first.click()
        self.look("questions")
        for part in self.page.locator("#step details:not([open]):has(textarea)").all():
            part.locator("summary").click()
        boxes = self.page.locator("#step textarea")
        replies = self.story.replies
        assert boxes.count() >= len(replies), "a story answers more than is asked"
        for number, reply in enumerate(replies):
            boxes.nth(number).fill(reply)
        self.go()

    def fear(self) -> None:
        self.at("fears")
        for number, fear in enumerate(self.story.fears, 1):
            if number < 3:
                self.look(f"fears-{number}")
            self._one_fear(fear, first=number == 1)
            self.go("next" if number == len(self.story.fears) else "again")

    def _one_fear(self, fear: Fear, *, first: bool) -> None:
        self.write("text", fear.text)
        if fear.likelihood is None:
            self.tick("dont_know")
        else:
            self.rate("likelihood", fear.likelihood)
        self.rate("badness", fear.badness)
        self.pick("lasts", fear.lasts)
        if self.full:
            self.rate("notice", 3)
            self.write("others", "They would ask if I need a hand.")
        self.rate("cope", fear.cope)
        self.write("how", fear.how)
        self.pick("harm", fear.harm)
        self.pick("happened", "yes" if fear.happened else "no")
        self.pick("team_matter", "yes" if fear.team_matter else "no")
        if first:
            self.rate("distress_now", self.story.distress_now)

    def sort(self) -> None:
        self.at("sort")
        for fear in self.story.fears:
            title = str(wording.VERDICTS[Verdict(fear.verdict)])
            heap = self.page.locator("section.heap").filter(
                has=self.page.get_by_role("heading", name=title, exact=True)
            )
            assert heap.get_by_text(fear.text, exact=True).count(), f"{fear.text} under {title}"
        self.look("sort")
        self.pick("price", self.story.price)
        self.go()

    def ways(self) -> None:
        for fear in self.story.fears:
            if isinstance(fear.way, Plan):
                self.at("plan")
                self.look("plan")
                self.write("trigger", fear.way.trigger)
                self.write("action", fear.way.action)
                self.write("prepare", fear.way.prepare)
                self.write("supports", fear.way.supports)
                self.write("review_on", self.day(fear.way.review_in))
                self.go()
        for fear in self.story.fears:
            if isinstance(fear.way, Test):
                self.at("test")
                self.look("test")
                self.write("step", fear.way.step)
                self.write("prediction", fear.way.prediction)
                self.rate("certainty", fear.way.certainty)
                self.write("soreness", fear.way.soreness)
                self.write("place", fear.way.place)
                self.write("when", self.day(fear.way.due_in))
                self.write("crutch", fear.way.crutch)
                self.go()

        for step, verdict in (("ask", Verdict.TEAM), ("talk", Verdict.TALK)):
            for fear in self.story.fears:
                if isinstance(fear.way, Ask) and fear.verdict == verdict:
                    self.at(step)
                    self.look(step)
                    self.write("whom", fear.way.whom)
                    self.write("what", fear.way.what)
                    self.write("by_when", self.day(fear.way.due_in))
                    self.write("until_then", fear.way.until_then)
                    self.go()

    def end(self) -> None:
        self.at("fair")
        self.look("fair")
        self.write("text", self.story.fair)
        self.rate("conviction", self.story.fair_conviction)
        self.go()
        self.at("again")
        self.look("again")
        self.rate("conviction", self.story.conviction_after)
        self.rate("distress", self.story.distress_after)
        self.rate("distress_now", self.story.distress_now_after)
        self.write("yes", self.story.yes)
        self.write("yes_on", self.day(self.story.yes_in))
        self.go()
        self.page.wait_for_url("**/examine/*/")
        self.look("page")
