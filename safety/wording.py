"""The words for what ``triage`` knows by code. Not reviewed by a clinician yet.

All lines follow 'new, or much worse'. Patients' wording stays at US grade 6 or below.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safety.triage import FLAGS, Urgency

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

SIGNS: dict[str, "Words"] = {
    "saddle_numb": _("Numb between the legs, around your bottom, or in your private parts"),
    "bladder": _("Trouble when you pee: you can’t start, can’t stop, or can’t feel it"),
    "bowel": _("Bowels that leak"),
    "sexual_numb": _("No feeling in sex"),
    "legs_weak": _("Weak in both legs"),
    "weakness_grows": _("An arm or a leg that gets weaker fast"),
    "accident": _("Pain after a crash or a big fall"),
    "very_unwell": _("Very bad pain with a fever, and you feel very sick"),
    "chest_pain": _("Very bad pain, and your chest hurts too"),
    "collapse": _("Very bad pain, and you passed out"),
    "stroke_signs": _(
        "With neck pain, all at once: a face that droops, slurred speech, "
        "trouble seeing, or an arm or leg that will not move"
    ),
    "limb_weak": _("One arm or one leg has become weak"),
    "fever": _("Fever with the pain"),
    "immune_weak": _("New pain, and your body can’t fight germs well (from a drug or an illness)"),
    "injected_drugs": _("New pain, and you have injected drugs"),
    "spine_procedure": _("New pain after a shot in the spine or a back or neck operation"),
    "clumsy_hands": _("Hands that have become clumsy, so you drop things or can’t do buttons"),
    "unsteady_walk": _("A walk that has become unsteady"),
    "minor_fall": _(
        "New pain after a small fall, and you are over 70, take steroids, or have thin bones"
    ),
    "cancer_history": _("New pain, and you have had cancer"),
    "weight_loss": _("You lost weight and don’t know why"),
    "night_pain": _("Pain that never lets up at night"),
}

TIERS: dict[Urgency, "Words"] = {
    Urgency.EMERGENCY: _("These need help right now"),
    Urgency.SAME_DAY: _("For these, call your doctor today"),
    Urgency.SOON: _("For these, see your doctor soon"),
}

RISKS: dict[str, "Words"] = {
    "fall_12m": _("I fell in the last 12 months"),
    "thin_bones": _("I broke a bone, or I have thin bones"),
    "surgery_12w": _("I had an operation in the last 12 weeks"),
    "pregnancy": _("I am pregnant"),
    "leg_weakness": _("One or both of my legs are weak"),
    "clinician_limit": _("My care team told me not to do some moves"),
}


def signs_of(tier: Urgency) -> "list[tuple[str, Words]]":
    """(code, words) of one tier, in the order they are asked."""
    return [(flag.code, SIGNS[flag.code]) for flag in FLAGS if flag.tier is tier]
