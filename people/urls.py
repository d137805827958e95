from django.urls import include, path

from people.views import account, clinic, invitations, sharing

_own = [
    path("invitation/", invitations.accept, name="accept"),
    path("invitation/<slug:token>/", invitations.invitation, name="invitation"),
    path("settings/", account.settings, name="settings"),
    path("who-can-see/", sharing.who_can_see, name="who_can_see"),
    path("who-can-see/<uuid:pk>/stop/", sharing.stop_sharing, name="stop_sharing"),
    path("accounts/", clinic.accounts, name="accounts"),
    path("accounts/invite/", clinic.invite, name="invite"),
    path("accounts/invitations/<uuid:pk>/resend/", clinic.resend, name="resend"),
    path("accounts/invitations/<uuid:pk>/revoke/", clinic.revoke, name="revoke"),
    path("accounts/<uuid:pk>/deactivate/", clinic.deactivate, name="deactivate"),
    path("accounts/<uuid:pk>/reactivate/", clinic.reactivate, name="reactivate"),
    path("accounts/<uuid:pk>/therapists/", clinic.assign, name="assign"),
    path("accounts/<uuid:pk>/therapists/<uuid:care>/end/", clinic.end_care, name="end_care"),
]
# The two that everyone knows by name stand outside the namespace.
urlpatterns = [
    path("", account.welcome, name="welcome"),
    path("home/", account.home, name="home"),
    path("", include((_own, "people"))),
]
