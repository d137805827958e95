"""Addresses of examinations: the pages around them, and their steps."""

from django.urls import path

from sessions.views import (
    again,
    beliefs,
    experiments,
    followups,
    led,
    pages,
    papers,
    plans,
    steps,
    together,
    writing,
)

app_name = "sessions"

urlpatterns = [
    path("examine/", beliefs.beliefs, name="beliefs"),
    path("examine/start/", beliefs.start, name="start"),
    path("examine/thoughts/new/", writing.new_belief, name="new_belief"),
    path("examine/thoughts/<uuid:pk>/", beliefs.belief, name="belief"),
    path("examine/thoughts/<uuid:pk>/state/", beliefs.belief_state, name="belief_state"),
    path("examine/thoughts/<uuid:pk>/privacy/", beliefs.belief_privacy, name="belief_privacy"),
    path("examine/thoughts/<uuid:pk>/words/", writing.reword, name="reword"),
    path("examine/thoughts/<uuid:pk>/delete/", beliefs.erase_belief, name="erase_belief"),
    path("examine/suggestions/<uuid:pk>/", writing.suggestion, name="suggestion"),
    path("examine/led/with/<uuid:pk>/", led.lead, name="lead"),
    path("examine/led/<uuid:pk>/", together.led, name="led"),
    path("examine/led/<uuid:pk>/join/", together.join, name="led_join"),
    path("examine/led/<uuid:pk>/follow/", together.follow, name="led_follow"),
    path("examine/led/<uuid:pk>/end/", led.end, name="led_end"),
    path("examine/led/<uuid:pk>/desk/", led.desk, name="led_desk"),
    path("examine/led/<uuid:pk>/news/", led.news, name="led_news"),
    path("examine/led/<uuid:pk>/question/", led.question, name="led_question"),
    # Last of these: any other word is the name of a step.
    path("examine/led/<uuid:pk>/<slug:step>/", led.step, name="led_step"),
    path("examine/led/<uuid:pk>/<slug:step>/<uuid:item>/", led.step, name="led_item"),
    path("examine/<uuid:pk>/", pages.page, name="page"),
    path("examine/<uuid:pk>/page.pdf", papers.page_paper, name="page_pdf"),
    path("examine/<uuid:pk>/share/", pages.share, name="share"),
    path("examine/<uuid:pk>/share/stop/", pages.unshare, name="unshare"),
    path("examine/<uuid:pk>/set-aside/", pages.set_aside, name="set_aside"),
    path("examine/<uuid:pk>/delete/", pages.erase, name="erase"),
    path("examine/plans/", plans.plans, name="plans"),
    path("examine/<uuid:pk>/reclaim/<uuid:cost>/", plans.reclaim, name="reclaim"),
    path(
        "examine/<uuid:pk>/reclaim/<uuid:cost>/undo/",
        plans.take_back_reclaim,
        name="take_back_reclaim",
    ),
    path("examine/<uuid:pk>/again/<int:day>/", again.follow_up, name="follow_up"),
    path("examine/<uuid:pk>/again/<int:day>/skip/", again.skip_follow_up, name="skip_follow_up"),
    path("examine/<uuid:pk>/offer/<slug:what>/", steps.offer, name="offer"),
    # Last of these: any other word is the name of a step.
    path("examine/<uuid:pk>/<slug:step>/", steps.step, name="step"),
    path("examine/<uuid:pk>/<slug:step>/<uuid:item>/", steps.step, name="item"),
    path("plans/<uuid:pk>/", plans.plan, name="plan"),
    path("plans/<uuid:pk>/card.pdf", papers.plan_card, name="plan_card"),
    path("tests/", experiments.tests, name="tests"),
    path("tests/<uuid:pk>/", experiments.experiment, name="experiment"),
    path("tests/<uuid:pk>/agreed/", experiments.agreed, name="agreed"),
    path("tests/<uuid:pk>/day/<int:day>/", experiments.check, name="experiment_check"),
    path("asks/<uuid:pk>/", followups.care_answer, name="care_answer"),
]
