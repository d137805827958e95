"""What stands around a page, by whose page it is."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.urls import resolve


def shown(rf, user, base="frame", path="/settings/"):
    """A page on ``base``, as its reader would get it; ``frame`` picks the base by the reader."""
    request = rf.get(path)
    request.user = user
    request.resolver_match = resolve(path)
    name = base if base == "frame" else f'"{base}"'
    page = engines["django"].from_string(
        f'{{% extends {name} %}}{{% block content %}}<p id="here">Here</p>{{% endblock %}}'
    )
    return page.render({}, request)


@pytest.mark.parametrize("base", ["base.html", "spread.html"])
def test_a_patients_page_has_a_neutral_title(rf, ana, base):
    assert "<title>CBTBack</title>" in shown(rf, ana, base)


@pytest.mark.parametrize("base", ["base.html", "spread.html"])
def test_a_patients_page_has_a_quick_exit_and_help(rf, ana, base, settings):
    page = shown(rf, ana, base)
    assert re.search(rf'href="{settings.QUICK_LEAVE_URL}"[^>]*data-quick-exit', page)
    assert 'href="/help/"' in page


@pytest.mark.parametrize("base", ["base.html", "desk.html"])
def test_log_out_is_a_post_with_a_token(rf, ana, base):
    page = shown(rf, ana, base)
    form = page[page.index('action="/account/logout/"') :]
    assert 'method="post"' in page
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]


def test_a_patient_has_the_four_places(rf, ana):
    page = shown(rf, ana, "base.html")
    assert 'class="places"' in page
    places = {"/today/", "/journal/", "/examine/", "/patterns/"}
    assert places <= set(re.findall(r'href="([^"]+)"', page))


def test_the_place_one_is_in_is_marked(rf, ana):
    page = shown(rf, ana, "base.html", "/today/")
    assert re.search(r'href="/today/" aria-current="page"', page)
    assert page.count("aria-current") == 1


def test_a_self_guided_person_has_a_patients_places(rf, finn):
    assert 'class="places"' in shown(rf, finn)


def test_no_places_inside_an_examination(rf, ana):
    page = shown(rf, ana, "spread.html")
    assert 'class="places"' not in page
    assert "Save and leave" in page


def test_save_and_leave_sends_the_steps_form(rf, ana):
    page = shown(rf, ana, "spread.html")
    assert re.search(r'<button[^>]*form="step" name="then" value="leave" formnovalidate', page)


def test_a_visitor_has_no_places_and_no_log_out(rf, db):
    page = shown(rf, AnonymousUser(), path="/")
    assert 'class="places"' not in page
    assert "/account/logout/" not in page
    assert "data-quick-exit" in page


def test_a_therapist_sees_patients_and_the_clinics_name(rf, ben):
    page = shown(rf, ben)
    assert 'href="/patients/"' in page
    assert 'href="/accounts/"' not in page
    assert "Northfield Pain Clinic" in page


def test_an_admin_sees_accounts_and_no_patients(rf, edna):
    page = shown(rf, edna)
    assert 'href="/accounts/"' in page
    assert 'href="/patients/"' not in page


@pytest.mark.parametrize("reader", ["ana", "ben", "edna", "finn"])
def test_the_frame_costs_one_query(rf, cast, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        shown(rf, cast[reader])


def test_a_page_needs_no_script_to_be_whole(rf, ana):
    page = shown(rf, ana, "base.html")
    assert re.findall(r"<script(?![^>]*src=)", page) == []
    assert re.findall(r"\sstyle=|\son\w+=", page) == []
