from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions"
    # Django's own sessions app holds the label "sessions".
    label = "belief_sessions"
    verbose_name = _("Belief sessions")
