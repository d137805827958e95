"""The worked example, done for real: in a browser, by a patient, her therapist and an admin."""

from demo.stories.ana import DANCING
from sessions.models import Examination
from tests.e2e.walk import Walk

NOTE = "Twelve evenings and two falls. Go for the kitchen dance, and tell me how your leg did."


def sees_the_example(window):
    """The finished page shows what was written and rated, exactly."""
    window.sees(DANCING.belief, DANCING.fair, DANCING.yes, *DANCING.replies)
    window.sees(*(fact.text for fact in (*DANCING.facts_for, *DANCING.facts_against)))
    window.sees(*(cost.opportunity for cost in DANCING.costs))
    window.sees(*(fear.text for fear in DANCING.fears))
    window.sees("85", "40", "90", "45")


def test_the_whole_example_goes_through(browse, width, ana, ben, edna):
    hers = browse(width=width).log_in(ana)
    Walk(hers, ana, DANCING, name="example").all()
    sees_the_example(hers)
    page = hers.path
    hers.press("Share this page with Ben Okoro").sees("can read all that is on this page")

    his = browse(width=width).log_in(ben).goto("/patients/").look("patients")
    his.press("Ana Moreno").look("patient")
    examination = Examination.objects.get(person=ana)
    his.goto(f"/review/{examination.pk}/").look("review")
    sees_the_example(his)
    his.press("I agree to this test").sees("You agreed to the test")
    his.fill("A note to the patient", NOTE).press("Mark as reviewed").look("patient-reviewed")

    hers.goto("/today/").look("today-noted").press("your page from").sees(NOTE)
    assert hers.path == page
    hers.look("page-reviewed")
    hers.goto("/who-can-see/").look("who-can-see").sees("Ben Okoro")

    admin = browse(width=width).log_in(edna).goto("/accounts/").look("accounts")
    admin.sees("Ana Moreno", "Ben Okoro").sees_not("fall", "danc", NOTE)
    assert admin.goto(page).page.title() != ""
    admin.sees_not(DANCING.belief)


def test_the_whole_example_goes_through_without_script(browse, ana):
    window = browse(script=False).log_in(ana)
    Walk(window, ana, DANCING, name="example", look=False).all()
    sees_the_example(window)
