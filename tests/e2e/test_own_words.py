"""A person's own words in a browser: renamed onto one that is there, made one, taken apart."""

from journal import actions
from journal.saying import Named
from tests.builders import activity, write_entry


def test_two_words_become_one_and_two_again(browse, width, ana):
    window = browse(width=width).log_in(ana).goto("/journal/words/").look("words-none")
    window.sees("No words yet")
    for text in ("Vacuuming", "Stairs", "The stairs", "Vacuuming"):
        write_entry(
            ana, named=(activity(text), Named("relationship", "Alma"), Named("weather", "Rain"))
        )
    rain = actions.name_triggers(person=ana, names=[("weather", "Rain")])["weather", "Rain"]
    actions.archive_trigger(trigger=rain, by=ana)
    window.goto("/journal/words/").look("words").sees("Put away", "In 2 entries, last on")
    window.press("The stairs").look("word")
    window.fill("Your word for it", "stairs").press("Save the word").look("word-taken")
    window.sees("You have this word already")
    window.press("Make the two one word").look("word-merged")
    window.sees("In 2 entries", "Counts for these too")
    window.goto("/journal/words/").look("words-merged").press("Stairs")
    window.press("Take apart").sees("In 1 entry", "It counts for itself again.")
