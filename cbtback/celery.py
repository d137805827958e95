"""Celery is the clock: it says when to look, and our tables say what is there to do."""

import logging.config
import os

from celery import Celery
from celery.signals import beat_init, setup_logging, task_prerun, worker_init
from django.conf import settings
from django.db import connections

from cbtback.checks import refuse_unsafe_production

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cbtback.settings")

app = Celery("cbtback")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_our_logging(**_: object) -> None:
    """Celery would bring its own handlers, which print an error's text."""
    logging.config.dictConfig(settings.LOGGING)


@task_prerun.connect
def drop_dead_connection(**_: object) -> None:
    """A worker keeps its connection; after a restart of the database it takes a new one."""
    for connection in connections.all(initialized_only=True):
        # A task run on the spot, as in tests, may stand inside its caller's transaction.
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


@worker_init.connect
@beat_init.connect
def before_work(**_: object) -> None:
    refuse_unsafe_production()
