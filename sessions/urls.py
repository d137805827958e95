"""Addresses of examinations: the pages around them, and their steps."""

from django.urls import path

from sessions.views import followups, pages, steps

app_name = "sessions"

urlpatterns = [
    path("examine/", pages.beliefs, name="beliefs"),
    path("examine/start/", pages.start, name="start"),
    path("examine/<uuid:pk>/", pages.page, name="page"),
    path("examine/<uuid:pk>/share/", pages.share, name="share"),
    path("examine/<uuid:pk>/share/stop/", pages.unshare, name="unshare"),
    path("examine/<uuid:pk>/set-aside/", pages.set_aside, name="set_aside"),
    path("examine/<uuid:pk>/delete/", pages.erase, name="erase"),
    path("examine/<uuid:pk>/offer/<slug:what>/", steps.offer, name="offer"),
    # Last of these: any other word is the name of a step.
    path("examine/<uuid:pk>/<slug:step>/", steps.step, name="step"),
    path("examine/<uuid:pk>/<slug:step>/<uuid:item>/", steps.step, name="item"),
    path("tests/<uuid:pk>/", followups.experiment, name="experiment"),
    path("tests/<uuid:pk>/agreed/", followups.agreed, name="agreed"),
    path("asks/<uuid:pk>/", followups.care_answer, name="care_answer"),
]
