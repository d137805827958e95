"""Addresses of the journal."""

from django.urls import path

from journal.views import entries, files, lists, receiving, shells, trials, triggers, writing

app_name = "journal"

urlpatterns = [
    path("journal/", lists.entries, name="entries"),
    path("journal/find/", lists.find, name="find"),
    path("journal/<uuid:pk>/", entries.entry, name="entry"),
    path("journal/<uuid:pk>/delete/", entries.delete, name="delete"),
    path("journal/<uuid:pk>/restore/", entries.restore, name="restore"),
    path("journal/check-in/", writing.check_in, name="check_in"),
    path("journal/new/", writing.new_entry, name="new_entry"),
    path("journal/<uuid:pk>/change/", writing.change, name="change"),
    path("journal/words/", triggers.triggers, name="triggers"),
    path("journal/words/<uuid:pk>/", triggers.trigger, name="trigger"),
    path("journal/queue/", receiving.queue, name="queue"),
    path("journal/keep/", receiving.keep_typed, name="keep"),
    path("sw.js", shells.worker, name="worker"),
    path("app.webmanifest", shells.manifest, name="manifest"),
    path("shells/today/", shells.shell, {"name": "today"}, name="shell_today"),
    path("shells/check-in/", shells.shell, {"name": "check-in"}, name="shell_check_in"),
    path("shells/entry/", shells.shell, {"name": "entry"}, name="shell_entry"),
    path("shells/help/", shells.shell, {"name": "help"}, name="shell_help"),
    path("shells/breathe/", shells.shell, {"name": "breathe"}, name="shell_breathe"),
    path("shells/flare/", shells.shell, {"name": "flare"}, name="shell_flare"),
    path("shells/offline/", shells.shell, {"name": "offline"}, name="shell_offline"),
    path("journal/take-along/", files.take_along, name="take_along"),
    path("journal/take-along/journal.csv", files.export_csv, name="export_csv"),
    path("journal/take-along/journal.json", files.export_json, name="export_json"),
    path("journal/take-along/bring/", files.bring_in, name="import"),
    path("journal/trials/new/", trials.trial_new, name="trial_new"),
    path("journal/trials/<uuid:pk>/", trials.trial, name="trial"),
    path("journal/trials/<uuid:pk>/day/", trials.trial_day, name="trial_day"),
    path("journal/trials/<uuid:pk>/end/", trials.trial_end, name="trial_end"),
    path("journal/trials/<uuid:pk>/delete/", trials.trial_delete, name="trial_delete"),
]
