"""What a look found, as it is read: in the person's own words, with its days and its doubt."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.looks import key_of
from insights.models import Finding, Look
from insights.patterns import PER_GROUP
from insights.pictures import Strip, strips_of
from journal.models import Trigger
from people.models import User

Words = str | Promise
Verdict = Finding.Verdict


@dataclass(frozen=True)
class Ends:
    """How the worse and the better third of the days of a rating are called."""

    name: Words
    worse: Words
    better: Words
    most: int  # the highest number of its scale


# "On the 19 days … your pain was 6.9 on average."
RATED = {
    "sleep_quality": Ends(_("Sleep"), _("after poor sleep"), _("after good sleep"), 10),
    "mood": Ends(_("Mood"), _("after a day of low mood"), _("after a day of good mood"), 5),
    "stress": Ends(
        _("Stress"), _("after a day of much stress"), _("after a day of little stress"), 10
    ),
    "energy": Ends(
        _("Energy"), _("after a day of little energy"), _("after a day of much energy"), 10
    ),
}


@dataclass(frozen=True)
class Group:
    """The days of one side: ``edge`` is the last number of a rating that belongs to it, and
    ``up`` whether it goes from there up."""

    label: Words
    days: int
    mean: float
    counts: tuple[int, ...]
    strip: Strip
    edge: float | None
    up: bool


@dataclass(frozen=True)
class Read:
    """One finding. ``figures``: those of ``patterns.Found``, as they were kept."""

    finding: Finding
    figures: dict[str, Any]

    @property
    def trigger(self) -> Trigger | None:
        """The word, or what it was merged into since."""
        trigger: Trigger | None = self.finding.trigger
        return (trigger.merged_into or trigger) if trigger else None

    @property
    def rated(self) -> Ends | None:
        return RATED.get(self.finding.measure)

    @property
    def days(self) -> int:
        """How many days there are of it."""
        return int(self.figures["days"] if self.rated else self.figures["n_with"])

    @property
    def missing(self) -> int:
        """How many more days there would have to be with it."""
        return max(0, PER_GROUP - int(self.figures["n_with"]))

    @property
    def groups(self) -> tuple[Group, Group]:
        """The days after it, or after the worse end of it, and the others."""
        names, kept = ("with", "without"), self.figures
        counts = [tuple(kept[f"pains_{name}"]) for name in names]
        means = [float(kept[f"mean_{name}"]) for name in names]
        strips = strips_of(counts, means)
        labels = self._labels()
        edges = [kept[f"edge_{name}"] for name in names]
        up = [bool(edges[0] and edges[0] > edges[1]), bool(edges[1] and edges[1] > edges[0])]
        made = [
            Group(labels[n], kept[f"n_{name}"], means[n], counts[n], strips[n], edges[n], up[n])
            for n, name in enumerate(names)
        ]
        return made[0], made[1]

    def _labels(self) -> tuple[Words, Words]:
        if self.rated:
            return self.rated.worse, self.rated.better
        return _("after it"), _("other days")

    @property
    def more(self) -> bool:
        """There was more pain after it."""
        return bool(self.figures["gap"] > 0)

    @property
    def gap(self) -> tuple[float, float] | None:
        """Between what the true gap likely is, in points, the nearer end first; a first one below
        0 lies on the other side of no gap at all. None where it could not be worked out."""
        low, high = self.figures["low"], self.figures["high"]
        if low is None or high is None:
            return None
        return (low, high) if self.more else (-high, -low)


@dataclass(frozen=True)
class LookRead:
    """A look with what it found: ``shown`` is not hidden; ``hidden`` was of no use to the person,
    ``few`` could not be tested."""

    look: Look
    shown: tuple[Read, ...]
    hidden: tuple[Read, ...]
    none: tuple[Read, ...]
    few: tuple[Read, ...]
    held_back: int

    @property
    def days(self) -> int:
        return int(self.look.figures["days"])

    @property
    def of(self) -> int:
        return int(self.look.figures["of"])

    @property
    def tested(self) -> int:
        return int(self.look.figures["tested"])


def read(look: Look) -> LookRead:
    """One query, however much was found."""
    found = look.findings.select_related("trigger__merged_into")
    all_of_it = sorted((Read(one, one.figures) for one in found), key=_order)

    def those(verdict: str, *, hidden: bool = False) -> tuple[Read, ...]:
        return tuple(
            one
            for one in all_of_it
            if one.finding.verdict == verdict and bool(one.finding.hidden_at) == hidden
        )

    return LookRead(
        look=look,
        shown=those(Verdict.SHOWN),
        hidden=those(Verdict.SHOWN, hidden=True),
        none=those(Verdict.NO_LINK) + those(Verdict.NO_LINK, hidden=True),
        few=those(Verdict.TOO_LITTLE) + those(Verdict.TOO_LITTLE, hidden=True),
        held_back=sum(one.finding.verdict == Verdict.HELD_BACK for one in all_of_it),
    )


def _order(one: Read) -> tuple[float, int, str]:
    """What is surest first, then what has the most days."""
    p = one.figures["p"]
    return (1.0 if p is None else p, -one.days, key_of(one.finding))


def looks_of(person: User) -> list[Look]:
    """Every look, the latest first."""
    return list(person.looks.order_by("-month"))
