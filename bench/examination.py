"""How long the server takes for each page of an examination, for somebody who has made many.

    .venv/bin/python bench/examination.py [how many examinations, 50]

Of whole requests through all middleware, in one process on SQLite: median and 95th percentile in
milliseconds, the median of processor time, and the database queries. A figure, not a test.
"""

import sys
from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from measuring import HEAD, ROUNDS, make_database, measure

from demo.stories.ana import BASKET, DANCING
from sessions.models import Examination
from sessions.record import progress_of
from sessions.steps import Step
from tests.builders import examine, make_member, make_northfield
from tests.visits import Visitor


def addresses(finished: Examination, waiting: Examination) -> Iterator[tuple[str, str]]:
    yield "Today", reverse("insights:today")
    yield "list of thoughts", reverse("sessions:beliefs")
    yield "one thought", reverse("sessions:belief", kwargs={"pk": finished.belief_id})
    yield "finished page", reverse("sessions:page", kwargs={"pk": finished.pk})
    plan = finished.plans.get()
    for name, kwargs in (("page_pdf", {"pk": finished.pk}), ("plan_card", {"pk": plan.pk})):
        try:
            yield f"{name} (PDF)", reverse(f"sessions:{name}", kwargs=kwargs)
        except NoReverseMatch:
            continue
    for screen in progress_of(waiting).screens:
        kwargs = {"pk": waiting.pk, "step": screen.step}
        kwargs |= {"item": screen.item} if screen.item else {}
        name = "sessions:item" if screen.item else "sessions:step"
        yield f"step {screen.step}", reverse(name, kwargs=kwargs)


def main(count: int) -> None:
    make_database()
    northfield = make_northfield()
    ana = make_member("ana", northfield, make_member("ben", northfield))
    for number in range(count):
        finished = examine(ana, story=DANCING if number == count - 1 else BASKET)
    waiting = examine(ana, upto=Step.AGAIN)
    visitor = Visitor(ana)
    print(f"{count} examinations of one person, {ROUNDS} rounds")  # noqa: T201
    print(f"{'page':24} {HEAD}")  # noqa: T201
    for name, path in addresses(finished, waiting):
        print(f"{name:24} {measure(lambda path=path: visitor.get(path))}")  # noqa: T201
    ratings = {"conviction": "80", "distress": "70", "then": "next"}
    path = reverse("sessions:step", kwargs={"pk": waiting.pk, "step": Step.RATINGS})
    turn = iter(range(100))
    answered = measure(lambda: visitor.send(path, {**ratings, "distress": str(next(turn))}))
    print(f"{'answer to ratings':24} {answered}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
