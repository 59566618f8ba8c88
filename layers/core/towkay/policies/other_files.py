"""The files of policy/ beside the channels': regions, duties, settings, prices and rates."""

from typing import TypeVar

from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.pacing.buckets import BUCKETS
from towkay.domain.policy.rules import Duty, DutyRow, Price, Rate, Setting
from towkay.packs.findings import Place
from towkay.packs.yaml_tree import Entry, YamlFile
from towkay.policies.rows_file import dates_of, items_of, rule_id
from towkay.policies.values import Fields, Regions
from towkay.policies.wording import PolicyKind

T = TypeVar("T")
Placed = tuple[T, Place]


def read_regions(file: YamlFile, text: str, regions: Regions) -> None:
    """Put the named sets into `regions`; a set may name those before it."""
    root = file.root(text)
    listed = file.fields(root, ("regions",)) if root else {}
    named = (file.members(listed["regions"]) or {}) if "regions" in listed else {}
    for name, entry in named.items():
        regions.sets[name] = Fields(file, {name: entry}).countries(name, regions)


def read_duties(file: YamlFile, text: str, regions: Regions) -> list[Placed[DutyRow]]:
    duties = []
    for entry in items_of(file, text, "duties"):
        required = ("id", "duty", "channels", "purposes", "from", "source")
        fields = _fields(file, entry, required, ("until", "countries", "confirmed"))
        dates, duty = dates_of(fields, entry.place), fields.word("duty", Duty)
        if dates is None or duty is None:
            continue
        row = DutyRow(
            id=rule_id(fields, entry.place, fields.text("id").partition("-")[0]),
            duty=duty,
            channels=fields.words("channels", Channel),
            purposes=fields.words("purposes", Purpose),
            since=dates[0],
            until=dates[1],
            source=fields.text("source"),
            countries=fields.countries("countries", regions),
            confirmed=fields.switch("confirmed", True),
        )
        duties.append((row, entry.place))
    return duties


def read_settings(file: YamlFile, text: str) -> list[Placed[Setting]]:
    settings = []
    for entry in items_of(file, text, "settings"):
        fields = _fields(file, entry, ("id", "channel", "default", "source", "zh", "en"))
        channel = fields.word("channel", Channel)
        if channel is None:
            continue
        setting = Setting(
            id=fields.text("id"),
            channel=channel,
            default=fields.switch("default", False),
            source=fields.text("source"),
            zh=fields.text("zh"),
            en=fields.text("en"),
        )
        if setting.default:
            file.findings.add(PolicyKind.ON_BY_ITSELF, entry.place, value=setting.id)
        settings.append((setting, entry.place))
    return settings


def read_prices(file: YamlFile, text: str, regions: Regions) -> list[Placed[Price]]:
    prices = []
    for entry in items_of(file, text, "prices"):
        required = ("channel", "category", "amount", "currency", "from", "source")
        optional = ("until", "countries", "account_in", "confirmed")
        fields = _fields(file, entry, required, optional)
        dates, channel = dates_of(fields, entry.place), fields.word("channel", Channel)
        amount = fields.amount("amount")
        if dates is None or channel is None or not amount:
            continue
        price = Price(
            channel=channel,
            category=fields.text("category"),
            amount=amount,
            currency=fields.currency("currency"),
            since=dates[0],
            until=dates[1],
            source=fields.text("source"),
            countries=fields.countries("countries", regions),
            account_in=fields.countries("account_in", regions),
            confirmed=fields.switch("confirmed", False),
        )
        prices.append((price, entry.place))
    return prices


def read_rates(file: YamlFile, text: str) -> list[Placed[Rate]]:
    rates = []
    for entry in items_of(file, text, "rates"):
        required = ("channel", "bucket", "per_second", "from", "source")
        fields = _fields(file, entry, required, ("until", "confirmed"))
        dates, channel = dates_of(fields, entry.place), fields.word("channel", Channel)
        if dates is None or channel is None:
            continue
        fields.check_known("bucket", bucket := fields.text("bucket"), BUCKETS)
        rate = Rate(
            channel=channel,
            bucket=bucket,
            per_second=fields.number("per_second", low=1),
            since=dates[0],
            until=dates[1],
            source=fields.text("source"),
            confirmed=fields.switch("confirmed", True),
        )
        rates.append((rate, entry.place))
    return rates


def _fields(
    file: YamlFile, entry: Entry, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Fields:
    return Fields(file, file.fields(entry, required, optional))
