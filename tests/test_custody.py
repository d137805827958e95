"""What export and erasure do with each table is said somewhere, for every one."""

from django.apps import apps

from people.custody import ELSEWHERE, Custody
from tests import rooms


def test_every_model_says_what_becomes_of_it():
    silent = [
        model._meta.label_lower
        for model in apps.get_models()
        if not isinstance(getattr(model, "custody", None), Custody)
        and model._meta.label_lower not in ELSEWHERE
    ]
    assert silent == []


def test_a_model_above_people_says_it_itself():
    above = [
        model
        for model in rooms.own_models()
        if rooms.ROOMS.index(rooms.room_of(model)) > rooms.ROOMS.index("people")
    ]
    assert [model._meta.label for model in above if "custody" not in vars(model)] == []


def test_the_list_of_other_models_names_none_that_is_gone():
    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(ELSEWHERE) - known == set()
