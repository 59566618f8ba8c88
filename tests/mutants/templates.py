"""Faults of templates: comparing, creating, and knowing what a platform thinks of them."""

from tests.mutants.mutant import Mutant

_GRAPH = "unit/templates/test_templates_on_graph.py::"
_PLANS = "unit/templates/test_template_plans.py::"
_FOLLOWED = "contract/test_templates_followed.py::"
_STOCKER = "workbench/templates.py"

TEMPLATES = (
    Mutant(
        "what somebody edited at the platform is taken for the brand's words",
        "domain/template_plans.py",
        "    if not wanted.body or not listed.body:\n",
        "    if True:\n",
        (f"{_PLANS}test_what_somebody_edited_is_another_message_whatever_its_state",),
    ),
    Mutant(
        "a template that is not in the list counts as it did before",
        "domain/template_plans.py",
        "one.wanted.language, TemplateState.GONE)",
        "one.wanted.language, TemplateState.OTHER)",
        (f"{_FOLLOWED}test_what_nobody_created_yet_is_held_back_once_publishing_has_looked",),
    ),
    Mutant(
        "an answer that was lost counts as a refusal for good",
        _STOCKER,
        "if one.wanted.key not in there",
        "if True",
        (f"{_GRAPH}test_an_answer_that_is_lost_creates_nothing_twice",),
    ),
    Mutant(
        "publishing goes on creating where the platform takes no more",
        _STOCKER,
        "if no.problem in ENDS_IT:",
        "if False:",
        (f"{_GRAPH}test_the_limit_of_creations_ends_a_run_and_the_next_hour_goes_on",),
    ),
    Mutant(
        "what publishing learnt stands in the way of the review's own news",
        _STOCKER,
        "before - _BEFORE",
        "before + _BEFORE * 120",
        (
            f"{_FOLLOWED}"
            "test_only_what_its_platform_approved_goes_out_from_its_creation_to_its_pause",
        ),
    ),
    Mutant(
        "an account without the grant is asked all the same",
        _STOCKER,
        "if side.setting and side",
        "if False and side",
        (f"{_GRAPH}test_an_account_without_the_grant_is_not_asked",),
    ),
    Mutant(
        "the daily look reads the first page of templates alone",
        "adapters/channels/graph/checking.py",
        "if begins and number < _MOST_PAGES",
        "if begins and number < 1",
        (f"{_FOLLOWED}test_a_template_on_the_second_page_is_looked_after_too",),
    ),
    Mutant(
        "a template that was deleted unheard is sent by until the platform refuses",
        "usecases/care.py",
        "*_gone(patient.told, known)",
        "*()",
        (f"{_FOLLOWED}test_what_was_deleted_at_the_platform_is_found_by_the_daily_look",),
    ),
)
