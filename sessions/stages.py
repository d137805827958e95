"""The list of steps beside a screen, and how far it is."""

from typing import Any

from sessions import wording
from sessions.place import Place
from sessions.steps import WAYS, Screen


def stages_at(at: Place) -> dict[str, Any]:
    """The list of steps on the left page, and how far this one is; nothing of it where something
    is added to a finished examination."""
    if at.progress.completed:
        return {"stages": [], "number": 0}
    first: dict[str, Screen] = {}
    for screen in at.progress.screens:
        name = "ways" if screen.step in WAYS.values() else screen.step.value
        first.setdefault(name, screen)
    stages = at.progress.stages(at.screen)
    place = next(number for number, stage in enumerate(stages, 1) if stage.state == "now")
    listed = [
        {
            "title": wording.STAGES[stage.name],
            "state": {"ahead": "later"}.get(stage.state, stage.state),
            "url": at.seat.url(first[stage.name])
            if stage.state == "done" and stage.name in first
            else "",
        }
        for stage in stages
    ]
    return {
        "stages": listed,
        "number": place,
        "of": len(stages),
        "title": wording.STAGES[stages[place - 1].name],
    }
