"""What anybody can see before they log in."""


def test_the_welcome_page_leads_to_help_and_log_in(browse, width, db):
    window = browse(width=width).goto("/")
    window.look("welcome")
    window.press("Get help now").look("help")


def test_a_person_logs_in_by_hand(browse, width, ana):
    window = browse(width=width).goto("/account/login/").look("log-in")
    window.log_in_by_hand(ana)
    assert window.path == "/today/"
    window.look("today-empty")
