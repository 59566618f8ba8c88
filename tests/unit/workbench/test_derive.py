"""The bench deploys our own template: what it changes is written down here, line by line."""

from workbench.cfn import events_of, load
from workbench.derive import derive, differences

ALLOWED = [
    "/Resources/WebhookFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/FaqFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/DeliveryFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/NotificationsFunction/Properties/Events/EveryMinute/Properties/State: + 'DISABLED'",
    "/Resources/NotificationsFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/CampaignDeliveryFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/ReceiptsFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/ShipmentsFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/ShippingFunction/Properties/Events/EveryFiveMinutes/Properties/State: + 'DISABLED'",
    "/Resources/ShippingFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/SweeperFunction/Properties/Events/EveryMinute/Properties/State: + 'DISABLED'",
    "/Resources/SweeperFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/CareFunction/Properties/Events/EveryDay/Properties/State: + 'DISABLED'",
    "/Resources/CareFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/AdminFunction/Properties/Layers: + [{'Ref': 'BenchLayer'}]",
    "/Resources/BenchLayer: + {'Type': 'AWS::Serverless::LayerVersion', 'Properties': "
    "{'ContentUri': 'workbench/bench_layer', 'RetentionPolicy': 'Delete'}}",
]


def test_the_bench_deploys_the_template_with_one_layer_more_and_no_schedules() -> None:
    template = load()

    found = differences(template, derive(template))

    print("\n".join(found))  # noqa: T201 - shown when the next line fails
    assert found == ALLOWED


def test_deriving_leaves_the_template_itself_alone() -> None:
    template = load()

    derive(template)

    assert template == load()


def test_every_schedule_of_the_template_is_disabled() -> None:
    derived = derive(load())

    scheduled = events_of(derived, "ScheduleV2")

    assert scheduled
    assert all(properties["State"] == "DISABLED" for _, _, properties in scheduled)


def test_layers_of_a_functions_own_stay_in_front_of_the_benchs() -> None:
    template = {
        "Resources": {
            "F": {
                "Type": "AWS::Serverless::Function",
                "Properties": {"Layers": [{"Ref": "Own"}], "Events": {"S": {"Type": "Schedule"}}},
            }
        }
    }

    properties = derive(template)["Resources"]["F"]["Properties"]

    assert properties["Layers"] == [{"Ref": "Own"}, {"Ref": "BenchLayer"}]
    assert properties["Events"]["S"]["Properties"] == {"Enabled": False}


def test_a_removed_key_and_a_changed_value_are_differences_too() -> None:
    assert differences({"a": 1, "b": {"c": 2}}, {"b": {"c": 3}}) == ["/a: - 1", "/b/c: 2 -> 3"]
