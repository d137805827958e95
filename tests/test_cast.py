"""The cast stands as everybody thinks it does."""

from people.access import is_patient, roles_of, treats


def test_ben_treats_ana_and_dev_treats_cleo(cast, northfield, harbor):
    assert treats(cast["ben"], cast["ana"], northfield)
    assert treats(cast["dev"], cast["cleo"], harbor)
    assert not treats(cast["dev"], cast["ana"])


def test_finn_looks_after_himself(finn):
    assert roles_of(finn) == frozenset()
    assert is_patient(finn)


def test_edna_is_no_patient(edna):
    assert not is_patient(edna)
