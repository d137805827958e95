"""Pages to keep, as PDF: a finished examination, and a plan as a card for the pocket.

Set by typst in this process: no network, no system fonts, and what people wrote goes in as data
(JSON), never as markup.
"""

from sessions.paper.card import card_pdf
from sessions.paper.page import page_pdf

__all__ = ["card_pdf", "page_pdf"]
