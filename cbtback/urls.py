"""Every address of the product: each app keeps its own."""

from django.conf import settings
from django.urls import include, path

from cbtback.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("allauth.account.urls")),
]
urlpatterns += [
    path("", include(f"{app}.urls"))
    for app in settings.OWN_APPS
    if (settings.BASE_DIR / app / "urls.py").exists()
]
