"""A form that was sent twice is done once, and answered twice.

``{% form_key %}`` puts a sealed key into a form: who it was made for, the page it stood on, and
a random part. ``@once`` lets a POST through to its view only with such a key, and keeps the
redirect that the view answered. A twin - a double click, ten at once, a replay weeks later -
gets that redirect again and writes nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from people import carry
from people.models import Submission
from vault.errors import Unreadable
from vault.hashes import keyed_hash
from vault.seal import seal, unseal

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]

FIELD = "form_key"
PURPOSE = "form-key"
# As long as first answers are kept (people.tasks.forget_submissions).
MAX_AGE_DAYS = 30
MAX_AGE = MAX_AGE_DAYS * 24 * 60 * 60
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", FIELD})


@dataclass(frozen=True)
class FormKey:
    """``person``: a user's id, or "" for a visitor; ``owner``: what submissions go by."""

    owner: str
    person: str
    page: str
    nonce: str


def new_key(request: HttpRequest, page: str = "") -> str:
    """A fresh key for a form on the page that ``request`` draws, or on ``page``."""
    shown = key_of(request) if request.method == "POST" else None
    # Drawn again by a POST (a mistake to mend), the form's page is still the one it came from.
    page = page or (shown.page if shown else request.get_full_path())
    parts = [owner_of(request), carry.person_of(request), page, secrets.token_urlsafe(16)]
    return seal(json.dumps(parts), purpose=PURPOSE)


def key_of(request: HttpRequest) -> FormKey | None:
    """The key that a POST carries, whoever it was made for; None if there is none to be read."""
    # One value, not the last of several: a doubled field is nobody's form.
    values = request.POST.getlist(FIELD)
    if len(values) != 1:
        return None
    try:
        parts = json.loads(unseal(values[0], purpose=PURPOSE, max_age=MAX_AGE))
    except Unreadable:
        return None
    return FormKey(*parts)


def owner_of(request: HttpRequest) -> str:
    """The person, or this browser of a visitor: its CSRF secret, which needs no session row."""
    if person := carry.person_of(request):
        return person
    get_token(request)
    return keyed_hash(request.META["CSRF_COOKIE"], purpose="form-owner")


def once(view: View[R, P]) -> View[R, P]:
    """Run a POST of ``view`` in one transaction, and only the first time.

    The view must answer success with a redirect. Any other answer (the form with its mistakes)
    is rolled back whole and not kept. Without a key of this person the view is not called:
    the page is shown again with what was typed (``people.carry``).
    """

    @wraps(view)
    def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = key_of(request)
        if key is None or key.owner != owner_of(request):
            return _shown_again(request, key)
        with transaction.atomic():
            submission, first = _claim(key, _digest(request))
            if not first:
                return HttpResponseRedirect(submission.location)
            changed = _sent_before(submission)
            response = view(request, *args, **kwargs)
            if not (300 <= response.status_code < 400 and response.has_header("Location")):
                transaction.set_rollback(True)
                return response
            submission.location = response["Location"]
            submission.save(update_fields=["location"])
        if changed:
            messages.info(
                request,
                _("You sent this page once before, with something else on it. Both are kept."),
            )
        return response

    return guarded


def _claim(key: FormKey, digest: str) -> tuple[Submission, bool]:
    """This submission and True, or its first twin, committed, and False.

    A twin on its way makes the insert wait: on PostgreSQL at the unique index, on SQLite at the
    beginning of the transaction.
    """
    hashed = keyed_hash(key.nonce, purpose="form-key")
    wanted = {"owner": key.owner, "key": hashed, "digest": digest}
    try:
        with transaction.atomic():
            return Submission.objects.create(**wanted), True
    except IntegrityError:
        return Submission.objects.get(**wanted), False


def _sent_before(submission: Submission) -> bool:
    """The same form was sent with other content and accepted."""
    same_form = Submission.objects.filter(owner=submission.owner, key=submission.key)
    return same_form.exclude(pk=submission.pk).exists()


def _digest(request: HttpRequest) -> str:
    """What was sent, and to where: the other fields of the form, in order, and its files."""
    content = sorted(
        (name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT
    )
    content += sorted(
        (name, [_digest_of(file) for file in files]) for name, files in request.FILES.lists()
    )
    return keyed_hash(json.dumps([request.path, content]), purpose="form-content")


def _digest_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    # For whoever reads it next.
    file.seek(0)
    return digest.hexdigest()


def _shown_again(request: HttpRequest, key: FormKey | None) -> HttpResponse:
    person = carry.person_of(request)
    if key and key.person and key.person != person:
        # Typed by somebody else in this browser: it is not this person's to see.
        messages.error(
            request,
            _("That page was opened under another log-in. Nothing was saved from it."),
        )
        return carry.go_to(request, "/")
    page = carry.page_of(request, key.page if key else "")
    kept = carry.keep(request, carry.posted(request, person=person, page=page))
    if request.FILES:
        text = _("This page was too old to save from. Please pick the file again.")
        messages.error(request, text)
        return carry.go_to(request, page)
    messages.error(
        request,
        _("This page was too old to save from. What you typed is still here: please send it again.")
        if kept
        else _("This page was too old to save from, and what you typed was too long to keep."),
    )
    return carry.go_to(request, page)
