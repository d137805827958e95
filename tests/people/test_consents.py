"""What was agreed to stays what it was."""

import hashlib

import pytest

from people import actions, consents
from people.models import Consent

CHECKSUMS = {
    ("work", 1): "ca22db6e7c77fd432c3536d4bb3c7ce17c0ed89a43e2b22fa695bdbbcc7e9e04",
    ("use", 1): "c3f13f8d05897c5f011284c836700e536e8277f76cbd023fe4cda7a7ace1390f",
}


@pytest.mark.parametrize("text", consents.TEXTS, ids=str)
def test_a_published_text_never_changes(text):
    said = "\n".join(consents.text(*text))
    assert hashlib.sha256(said.encode()).hexdigest() == CHECKSUMS[text]


@pytest.mark.django_db
def test_agreeing_twice_is_once(finn):
    first = actions.give_consent(person=finn, kind="use", version=1, by=finn)
    assert actions.give_consent(person=finn, kind="use", version=1, by=finn) == first


@pytest.mark.django_db
def test_taken_back_it_is_kept_with_the_day(finn):
    consent = Consent.objects.get(person=finn)
    first = actions.withdraw_consent(consent=consent, by=finn).withdrawn_at
    assert first
    assert actions.withdraw_consent(consent=consent, by=finn).withdrawn_at == first


@pytest.mark.django_db
def test_after_that_it_can_be_given_again(finn):
    consent = Consent.objects.get(person=finn)
    actions.withdraw_consent(consent=consent, by=finn)
    assert actions.give_consent(person=finn, kind="use", version=1, by=finn) != consent
