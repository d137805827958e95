"""What an action refuses. Nothing is written when one of these is raised."""

from django.http import Http404


class NotAllowed(Http404):
    """The actor may not do this. A view answers 404, as for what is not there."""


class LastAdmin(Exception):
    """A clinic keeps at least one admin."""


class NoTherapist(Exception):
    """The person named does not work as a therapist in that clinic."""


class AlreadyMember(Exception):
    """The person has that role in that clinic already."""


class InvitationClosed(Exception):
    """Used, revoked or expired."""
