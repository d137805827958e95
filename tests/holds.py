"""What keeps something from going on: fixtures for tests of several rooms."""

import pytest

from people.models import User
from safety.actions import record_flags, record_support, record_support_questions
from safety.models import Hold


@pytest.fixture
def held_session(ana: User) -> Hold:
    """Ana said that she may act on thoughts of not wanting to live: nothing else goes on."""
    check = record_support(person=ana, answer="yes", about="support-page", by=ana)
    questions = record_support_questions(check=check, acting="yes", plan="no", today="no", by=ana)
    return questions.hold


@pytest.fixture
def held_tests(ana: User) -> Hold:
    """Ana ticked a sign to call about the same day: no test of movement until it is cleared."""
    check = record_flags(person=ana, codes=["limb_weak"], about="flags-page", by=ana)
    return check.hold
