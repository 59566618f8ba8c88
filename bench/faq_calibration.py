"""Fit the constants of the matcher's confidence, with equal weight for every FAQ list.

    python -m bench.faq_calibration TASK.json [TASK.json ...]

Prints the weights for `towkay/domain/faq/confidence.py`, then how the bands do on each list with
weights fitted on the others only: what to expect of a list never seen.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from bench.faq_quality import Task, read_task
from towkay.domain.faq.confidence import Signals
from towkay.domain.faq.index import FaqIndex, build
from towkay.domain.faq.text import normalise

_RIDGE = 2e-3  # keeps weights of signals that say nearly the same from running apart
_ROUNDS = 30
_THRESHOLDS = [step / 100 for step in range(50, 86, 5)]

Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class Sample:
    """One query's signals, whether the best entry was right, and where the right one came."""

    terms: Vector
    is_right: bool
    in_scope: bool
    is_in_three: bool
    lead: float


def samples(task: Task, index: FaqIndex) -> list[Sample]:
    found = []
    for query in task.queries:
        ranked = index.ranking.rank(normalise(query.text))
        if ranked.signals is None:
            continue
        ids = [index.entry_ids[entry] for entry, _ in ranked.totals]
        found.append(
            Sample(
                _terms(ranked.signals),
                ids[0] in query.ids,
                bool(query.ids),
                any(one in query.ids for one in ids[:3]),
                ranked.signals.lead,
            )
        )
    return found


def _terms(signals: Signals) -> Vector:
    return (1.0, signals.vote, signals.vote_lead, signals.lead, signals.shared_concepts)


def probability(weights: Vector, values: Vector) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def fit(lists: Sequence[Sequence[Sample]]) -> list[float]:
    """Newton's method on the ridge-penalised likelihood, each list weighing the same."""
    size = len(lists[0][0].terms)
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [-_RIDGE * weight for weight in weights]
        slope[0] = 0.0
        curve = [[_RIDGE * (row == column > 0) for column in range(size)] for row in range(size)]
        for found in lists:
            _add(weights, found, slope, curve)
        step = _solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return weights


def _add(
    weights: Vector, found: Sequence[Sample], slope: list[float], curve: list[list[float]]
) -> None:
    for sample in found:
        chance = probability(weights, sample.terms)
        error = (sample.is_right - chance) / len(found)
        bend = max(chance * (1 - chance), 1e-6) / len(found)
        for row, value in enumerate(sample.terms):
            slope[row] += error * value
            for column in range(row + 1):
                curve[row][column] += bend * value * sample.terms[column]


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; only the lower half of the symmetric matrix is given."""
    size = len(right)
    rows = [[lower[max(i, j)][min(i, j)] for j in range(size)] + [right[i]] for i in range(size)]
    for pivot in range(size):
        best = max(range(pivot, size), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        for row in range(size):
            if row != pivot:
                factor = rows[row][pivot] / rows[pivot][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def bands(weights: Vector, found: Sequence[Sample], answer_from: float) -> tuple[float, ...]:
    """Precision of answers, in scope answered right, out of scope not answered; in percent."""
    answered = [s for s in found if probability(weights, s.terms) >= answer_from and s.lead >= 0.05]
    right = sum(s.is_right for s in answered)
    inside = sum(s.in_scope for s in found)
    outside = len(found) - inside
    wrong_outside = sum(not s.in_scope for s in answered)
    return (
        100 * right / max(1, len(answered)),
        100 * right / inside,
        100 * (1 - wrong_outside / outside),
    )


def main(paths: Sequence[str]) -> None:
    tasks = [read_task(Path(path)) for path in paths]
    lists = [samples(task, build(task.entries)) for task in tasks]
    print("weights", ", ".join(f"{weight:.3f}" for weight in fit(lists)))
    unseen = [fit([*lists[:n], *lists[n + 1 :]]) for n in range(len(lists))]
    print("answer from -> precision, answered, out of scope kept; mean, then each list unseen")
    for answer_from in _THRESHOLDS:
        rows = [bands(w, f, answer_from) for w, f in zip(unseen, lists, strict=True)]
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        cells = ["/".join(f"{value:.0f}" for value in row) for row in (means, *rows)]
        print(f"{answer_from:.2f}  " + "  ".join(cells))
    print("suggest from -> right among three lost, out of scope handed over; mean")
    for suggest_from in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35):
        print(f"{suggest_from:.2f}  " + _suggest_row(unseen, lists, suggest_from))


def _suggest_row(
    unseen: Sequence[Vector], lists: Sequence[Sequence[Sample]], suggest_from: float
) -> str:
    lost = handed = 0.0
    for weights, found in zip(unseen, lists, strict=True):
        silent = [s for s in found if probability(weights, s.terms) < suggest_from]
        lost += 100 * sum(s.is_in_three for s in silent) / sum(s.is_in_three for s in found)
        handed += 100 * sum(not s.in_scope for s in silent) / sum(not s.in_scope for s in found)
    return f"{lost / len(lists):.1f}  {handed / len(lists):.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
