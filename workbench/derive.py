"""What is deployed on the bench: template.yaml, plus one layer, minus the real schedules.

The layer brings the bench's clock and the simulators' addresses. Schedules are disabled because
the bench sends the due ticks itself, in its own time. Nothing else may differ: a test holds it.
"""

from copy import deepcopy
from typing import Any

from workbench.cfn import FUNCTION, LAYER, Template, resources_of

BENCH_LAYER = "BenchLayer"


def derive(template: Template) -> Template:
    """Return a changed copy."""
    derived = deepcopy(template)
    for function in resources_of(derived, FUNCTION).values():
        properties = function["Properties"]
        properties["Layers"] = [*properties.get("Layers", []), {"Ref": BENCH_LAYER}]
        for event in properties.get("Events", {}).values():
            _disable(event)
    derived["Resources"][BENCH_LAYER] = {
        "Type": LAYER,
        "Properties": {"ContentUri": "workbench/bench_layer", "RetentionPolicy": "Delete"},
    }
    return derived


def _disable(event: dict[str, Any]) -> None:
    if event["Type"] == "ScheduleV2":
        event.setdefault("Properties", {})["State"] = "DISABLED"
    elif event["Type"] == "Schedule":
        event.setdefault("Properties", {})["Enabled"] = False


def differences(before: Any, after: Any, path: str = "") -> list[str]:
    """Each place where two templates differ, one line each, with the value that is there now."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            line
            for key in [*before, *(key for key in after if key not in before)]
            for line in _entry(before, after, key, f"{path}/{key}")
        ]
    return [] if before == after else [f"{path}: {before!r} -> {after!r}"]


def _entry(before: dict[str, Any], after: dict[str, Any], key: str, path: str) -> list[str]:
    if key not in before:
        return [f"{path}: + {after[key]!r}"]
    if key not in after:
        return [f"{path}: - {before[key]!r}"]
    return differences(before[key], after[key], path)
