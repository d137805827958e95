"""Pages for when there is no network: they hold nothing of anybody, so a browser may keep them.

They are drawn without a request - no session, no cookie, no token - and are the same for all who
read one language. static/js/worker.js shows them in place of the pages that it cannot reach.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from journal.drafts import CHECK_IN, NEW_ENTRY
from journal.forms import CheckInForm, EntryForm
from safety.help import countries
from safety.triage import Urgency
from safety.wording import signs_of

# Which addresses each one stands in for, by how they start; "offline" for all others.
STANDS_FOR = {
    "today": ["/today/"],
    "check-in": ["/journal/check-in/"],
    "entry": ["/journal/new/"],
    "help": ["/help/"],
    "breathe": ["/safety/breathe/"],
    "flare": ["/safety/flare/"],
    "offline": [],
}
MODULES = ["sealing", "sending", "shelf", "waiting", "worker"]
LINKED = re.compile(r'(?:href|src)="(' + re.escape(settings.STATIC_URL) + r'[^"#]+)"')
IN_A_SHEET = re.compile(r'url\("?\.\./([^")]+)"?\)')
# For so long a process goes by the shells that it has drawn: numbers of help are checked rarely.
SECONDS = 300


def drawn(name: str) -> str:
    """The page as everybody gets it."""
    context = {
        "shell": True,
        "is_patient": True,
        "frame": "base.html",
        "leave_url": settings.QUICK_LEAVE_URL,
    }
    more = CONTEXTS[name]() if name in CONTEXTS else {}
    return render_to_string(f"shells/{name.replace('-', '_')}.html", {**context, **more})


def worker() -> str:
    """The service worker: worker.js, told what to keep."""
    return _worker(get_language() or "", int(time.monotonic() // SECONDS))


@lru_cache(maxsize=8)
def _worker(language: str, _window: int) -> str:
    pages = {name: drawn(name) for name in STANDS_FOR}
    files = sorted({file for page in pages.values() for file in LINKED.findall(page)} | _unnamed())
    shells = {name: reverse(f"journal:shell_{name.replace('-', '_')}") for name in pages}
    kept = {
        "version": hashlib.sha256(json.dumps([pages, files]).encode()).hexdigest()[:16],
        "shells": [
            [start, shells[name]] for name, starts in STANDS_FOR.items() for start in starts
        ],
        "other": shells["offline"],
        "files": files,
    }
    return f'import {{ serve }} from "{static("js/worker.js")}";\nserve({json.dumps(kept)});\n'


def _unnamed() -> set[str]:
    """The files that no page names: what script asks for, and what sheets ask for."""
    sheet = finders.find("css/tokens.css")
    fonts = IN_A_SHEET.findall(Path(sheet).read_text(encoding="utf-8")) if sheet else []
    return {static(name) for name in [*(f"js/{name}.js" for name in MODULES), *fonts]}


def _form(place: str, kind: type[CheckInForm | EntryForm]) -> Callable[[], dict[str, Any]]:
    def context() -> dict[str, Any]:
        form = kind(person=None)
        # Made in the browser, for each entry anew.
        form.initial["client_id"] = ""
        return {"form": form, "place": place, "form_page": ""}

    return context


def _help() -> dict[str, Any]:
    return {
        "countries": countries(),
        "emergency_signs": [words for _code, words in signs_of(Urgency.EMERGENCY)],
        "same_day_signs": [words for _code, words in signs_of(Urgency.SAME_DAY)],
    }


CONTEXTS: dict[str, Callable[[], dict[str, Any]]] = {
    "check-in": _form(CHECK_IN, CheckInForm),
    "entry": _form(NEW_ENTRY, EntryForm),
    "help": _help,
}
