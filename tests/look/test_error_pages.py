"""The pages for when something is wrong need nothing that may be broken."""

import pytest
from django.template.loader import get_template

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


@pytest.fixture(autouse=True)
def _no_list_of_hashed_names(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }


@pytest.mark.parametrize("page", PAGES)
def test_it_needs_no_request_and_no_database(page):
    # No `db` fixture: a query would fail.
    assert "<h1>" in get_template(page).render()


@pytest.mark.parametrize("page", PAGES)
def test_it_has_a_way_out_and_a_way_to_help(page, settings):
    drawn = get_template(page).render()
    assert f'href="{settings.QUICK_LEAVE_URL}"' in drawn
    assert 'href="/help/"' in drawn


@pytest.mark.parametrize("page", PAGES)
def test_its_title_says_nothing(page):
    assert "<title>CBTBack</title>" in get_template(page).render()
