from journal.forms.body import BodyField
from journal.forms.check_in import CheckInForm
from journal.forms.entry import EntryForm

__all__ = ["BodyField", "CheckInForm", "EntryForm"]
