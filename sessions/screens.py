"""The pages of the steps as a table: what each asks, by which form, and how it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import User
from sessions import actions, forms
from sessions.actions import Heard
from sessions.forms import StepForm
from sessions.steps import Screen, Step

Keep = Callable[[Any, User, int | None], Heard]


def _keep(form: StepForm, by: User, seen: int | None) -> Heard:
    outcome = actions.answer_step(
        examination=form.at.examination, by=by, entries=form.entries(), seen=seen
    )
    return Heard(outcome)


def _keep_ready(form: forms.ReadyForm, by: User, seen: int | None) -> Heard:
    return actions.answer_ready(
        examination=form.at.examination,
        by=by,
        entry=form.entries()[0],
        living=form.answer,
        talk=form.hurt_by_other,
        seen=seen,
    )


def _keep_safe(form: forms.SafeForm, by: User, seen: int | None) -> Heard:
    return actions.answer_safe(
        examination=form.at.examination,
        by=by,
        entry=form.entries()[0],
        known=form.known_to_doctor,
        seen=seen,
    )


def _keep_belief(form: forms.BeliefForm, by: User, seen: int | None) -> Heard:
    outcome = actions.choose_belief(
        examination=form.at.examination,
        by=by,
        entry=form.entries()[0],
        belief=form.cleaned_data["belief"],
        seen=seen,
    )
    return Heard(outcome)


def _keep_fears(form: forms.FearForm, by: User, seen: int | None) -> Heard:
    return actions.answer_fears(
        examination=form.at.examination,
        by=by,
        entries=form.entries(),
        harms=form.harms,
        seen=seen,
    )


def _keep_again(form: forms.AgainForm, by: User, seen: int | None) -> Heard:
    return actions.answer_again(
        examination=form.at.examination, by=by, entries=form.entries(), seen=seen
    )


GO_ON = _("Save and go on")
SAVE = _("Save")
ONE_MORE = _("Save and add one more")


@dataclass(frozen=True)
class Page:
    form: type[StepForm]
    title: Promise
    lead: Promise | str = ""
    template: str = "sessions/steps/plain.html"
    keep: Keep = _keep
    # "Save and add one more" stands beside "Save and go on".
    more: Promise | str = ""
    go_on: Promise = GO_ON

    @property
    def adds(self) -> Promise:
        """What the button says where the page adds to a finished examination."""
        return SAVE if self.go_on is GO_ON else self.go_on


PAGES: dict[Step, Page] = {
    Step.READY: Page(
        forms.ReadyForm,
        _("How are you right now?"),
        _(
            "Is this a good time to look at a hard thought? You can stop at any point. "
            "What you wrote will be kept."
        ),
        "sessions/steps/ready.html",
        _keep_ready,
    ),
    Step.SAFE: Page(
        forms.SafeForm,
        _("Before you try any move"),
        _("We ask this once. You may be asked to try a small move later, and this keeps it safe."),
        keep=_keep_safe,
    ),
    Step.BELIEF: Page(
        forms.BeliefForm,
        _("Which thought do you want to look at?"),
        _(
            "Think of something you said no to this week because of your back or neck. "
            "What went through your mind? Pick the one that costs you the most."
        ),
        "sessions/steps/belief.html",
        _keep_belief,
    ),
    Step.RATINGS: Page(
        forms.RatingsForm,
        _("How sure are you?"),
        template="sessions/steps/ratings.html",
    ),
    Step.SITUATION: Page(
        forms.SituationForm,
        _("When did it last show up?"),
        _("Think of one real moment. You can leave out any of this."),
        "sessions/steps/situation.html",
    ),
    Step.EVIDENCE: Page(
        forms.EvidenceForm,
        _("What are the facts?"),
        _("One fact on each side is enough for today."),
        "sessions/steps/evidence.html",
        more=ONE_MORE,
    ),
    Step.COST: Page(
        forms.CostForm,
        _("What has this thought cost you?"),
        _("One thing is enough for today."),
        "sessions/steps/cost.html",
        more=ONE_MORE,
    ),
    Step.HABITS: Page(
        forms.HabitsForm,
        _("Is a thinking habit at work?"),
        _("A habit is a way a thought can run. All of us have some. It does not say who you are."),
        "sessions/steps/habits.html",
    ),
    Step.QUESTIONS: Page(
        forms.QuestionsForm,
        _("Some questions about this thought"),
        _("Leave out any you want to skip."),
        "sessions/steps/questions.html",
    ),
    Step.FEARS: Page(
        forms.FearsForm,
        _("What do you fear will happen?"),
        _("One thing at a time, up to six. One is enough for today."),
        "sessions/steps/fears.html",
        _keep_fears,
        ONE_MORE,
    ),
    Step.SORT: Page(
        forms.SortForm,
        _("Does this feel right?"),
        _(
            "This is where your own ratings put each fear. You can move one that fits better "
            "somewhere else. No clinician has checked this way to sort yet."
        ),
        "sessions/steps/sort.html",
        go_on=_("This feels right"),
    ),
    Step.PLAN: Page(
        forms.PlanForm,
        _("Get ready for it"),
        _("It could well happen. With a plan you know what to do."),
        "sessions/steps/plan.html",
    ),
    Step.TEST: Page(
        forms.TestForm,
        _("Try it out"),
        _("You can’t know yet. A small, safe test will tell you more."),
        "sessions/steps/test.html",
    ),
    Step.ASK: Page(
        forms.AskForm,
        _("Ask your care team"),
        _("This is not one to test alone, and not one to wave away."),
        "sessions/steps/ask.html",
    ),
    Step.TALK: Page(
        forms.TalkForm,
        _("Find out, or talk it over"),
        _("It is too big to test in a week. Someone can help you find out more."),
        "sessions/steps/way.html",
    ),
    Step.FAIR: Page(
        forms.FairForm,
        _("Write a fair line"),
        _("It should be something you can believe at least half way."),
        "sessions/steps/fair.html",
    ),
    Step.AGAIN: Page(
        forms.AgainForm,
        _("Look at your first thought again"),
        keep=_keep_again,
        go_on=_("Save and finish"),
    ),
}

ITEM_PAGES: dict[Step, Page] = {
    Step.EVIDENCE: Page(
        forms.FactForm, _("Change this fact"), template="sessions/steps/item.html", go_on=SAVE
    ),
    Step.COST: Page(
        forms.CostItemForm, _("Change this"), template="sessions/steps/item.html", go_on=SAVE
    ),
    Step.FEARS: Page(
        forms.FearForm,
        _("Change this fear"),
        template="sessions/steps/item.html",
        keep=_keep_fears,
        go_on=SAVE,
    ),
}


def page_of(screen: Screen) -> Page:
    if screen.item is not None and screen.step in ITEM_PAGES:
        return ITEM_PAGES[screen.step]
    return PAGES[screen.step]
