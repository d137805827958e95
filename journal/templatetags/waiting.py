"""What a page tells its script, so that what is typed can be sealed without asking first."""

from typing import Any

from django import template
from django.utils import timezone

from journal.receiving import owner_of
from people.models import User
from vault.postbox import public_key

register = template.Library()


@register.simple_tag
def sealed_for(user: User) -> dict[str, Any]:
    """Whose browser this is (an opaque mark), the server's public key, and its clock in ms."""
    key = public_key()
    return {
        "owner": owner_of(user),
        "key_id": key.id,
        "key": key.public,
        "now": int(timezone.now().timestamp() * 1000),
    }
