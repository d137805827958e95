"""What an action says of the examination is what one finds when one reads it all again."""

from dataclasses import replace

import pytest

from demo import telling
from demo.stories.ana import BASKET, DANCING
from demo.stories.northfield_more import JOYCE_BRIDGES
from sessions import actions
from sessions.models import RATINGS
from sessions.record import progress_of
from sessions.steps import Progress, Step
from tests.builders import examine, tell

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("story", [DANCING, BASKET, JOYCE_BRIDGES], ids=lambda story: story.kind)
@pytest.mark.parametrize("known", [True, False], ids=["known", "not known"])
def test_after_each_answer_of_a_story(ana, story, known, monkeypatch):
    send = telling._Telling.send

    def compared(self, at, **said):
        send(self, at, **said)
        if at is Step.AGAIN:
            # That it is finished is written last, and so not yet in what the answer says.
            return
        assert vars_of(self.progress) == vars_of(progress_of(self.examination))

    monkeypatch.setattr(telling._Telling, "send", compared)
    risks = ("leg_weakness",)
    tell(replace(story, path="full"), person=ana, risks=risks, known=known)


def test_after_a_fear_is_written_over_that_the_care_team_has_answered(ana, ben):
    page = examine(ana, story=JOYCE_BRIDGES)
    question = page.care_questions.get()
    actions.answer_care_question(question=question, by=ben, answer="It is safe.")
    fear = progress_of(page).fear(str(question.fear))
    assert fear.item in progress_of(page).team_answered
    said = {name: value for name, value in fear.given.values.items() if name not in RATINGS}
    ratings = {name: fear.given.values.get(name) for name in RATINGS}
    other = actions.Entry(
        Step.FEARS, item=question.fear, said={**said, "text": "Else"}, ratings=ratings
    )
    outcome = actions.answer_step(examination=page, by=ana, entries=[other])
    assert fear.item not in outcome.progress.team_answered
    assert vars_of(outcome.progress) == vars_of(progress_of(page))


def vars_of(progress: Progress) -> dict:
    cached = {"_latest", "fears", "screens", "sortable", "next"}
    return {name: value for name, value in vars(progress).items() if name not in cached}
