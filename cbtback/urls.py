"""Every address of the product: each app keeps its own."""

from django.urls import include, path

from cbtback.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("allauth.account.urls")),
    path("", include("people.urls")),
    path("", include("safety.urls")),
    path("", include("journal.urls")),
    path("", include("sessions.urls")),
    path("", include("insights.urls")),
    path("", include("care.urls")),
]
