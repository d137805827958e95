from django.apps import AppConfig

# Imported for what they register: the Celery app that tasks bind to, and the system checks.
from cbtback import celery as celery
from cbtback import checks as checks


class CbtbackConfig(AppConfig):
    name = "cbtback"
    verbose_name = "CBTBack"
