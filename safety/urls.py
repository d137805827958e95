from django.urls import path

from safety.views import calm, desk, flags, support

app_name = "safety"
urlpatterns = [
    path("help/", calm.help_now, name="help"),
    path("safety/breathe/", calm.breathe, name="breathe"),
    path("safety/flare/", calm.flare, name="flare"),
    path("safety/talk/", calm.talk, name="talk"),
    path("safety/flags/", flags.flags, name="flags"),
    path("safety/flags/<uuid:pk>/", flags.advice, name="advice"),
    path("safety/flags/<uuid:pk>/correct/", flags.correct, name="correct"),
    path("safety/holds/<uuid:pk>/clear/", flags.clear, name="clear"),
    path("safety/support/", support.support, name="support"),
    path("safety/support/<uuid:pk>/", support.support_screen, name="support_screen"),
    path("safety/alerts/", desk.alerts, name="alerts"),
    path("safety/alerts/<uuid:pk>/", desk.alert, name="alert"),
    path("safety/alerts/<uuid:pk>/seen/", desk.seen, name="seen"),
    path("safety/alerts/<uuid:pk>/acknowledge/", desk.take, name="acknowledge"),
    path("safety/alerts/<uuid:pk>/outcome/", desk.outcome, name="outcome"),
    path("safety/alerts/<uuid:pk>/clear/", desk.clear_for_clinic, name="alert_clear"),
]
