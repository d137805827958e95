from django.apps import AppConfig


class DemoConfig(AppConfig):
    """People who do not exist, to look around with. Installed only where DEMO is on."""

    name = "demo"
    verbose_name = "Demo"
