"""What is wrong with a file: where, in which field, and in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# So many are shown; reading ends there.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """``place``: the row of the table or the line of the JSON, 0 for the file as a whole."""

    what: str | Promise
    place: int = 0
    field: str = ""


class NotReadable(Exception):
    """Nothing more can be read from the file; ``problem`` says why."""

    def __init__(self, what: str | Promise, place: int = 0, field: str = "") -> None:
        self.problem = Problem(what, place, field)


TOO_BIG = _("The file is too big. The most is 20 MB.")
NO_FILE = _("Pick a file first.")
EMPTY = _("There is nothing in this file.")
NOT_UTF8 = _("This line is not in UTF-8. Please save the file as “CSV UTF-8”.")
BROKEN = _("The file breaks off or is damaged here.")
A_BOOK = _("This is a workbook. Please save it as “CSV UTF-8” and bring that file.")
TOO_MANY = _("The file holds too many entries. The most is 20,000.")
NOTHING_OF_OURS = _("This is no journal that was saved here.")
