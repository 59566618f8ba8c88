"""How likely the best entry is the right one: a logistic over signals without a scale.

Facts about the list (its length, its phrases per entry) are left out on purpose: with them the
confidence fitted the known lists better and lists it had never seen much worse.
"""

from dataclasses import dataclass
from math import exp

# Printed by bench/faq_calibration.py, fitted on six FAQ lists with equal weight each.
_CONSTANT = -2.415
_VOTE = 3.139
_VOTE_LEAD = 1.814
_LEAD = 0.754
_SHARED_CONCEPTS = 0.36


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known about the best entry for one text."""

    vote: float  # the classifier's score; phrases were taught to beat their rivals by 1
    vote_lead: float  # over the highest score of any other entry; negative if one is higher
    lead: float  # of the total over the second entry's, as a share of the best: 0 to 1
    shared_concepts: float  # share of the text's concepts that the entry's phrases have: 0 to 1


def confidence(signals: Signals) -> float:
    """Between 0 and 1."""
    evidence = (
        _CONSTANT
        + _VOTE * signals.vote
        + _VOTE_LEAD * signals.vote_lead
        + _LEAD * signals.lead
        + _SHARED_CONCEPTS * signals.shared_concepts
    )
    return 1 / (1 + exp(-evidence))
