"""Which templates have a brand's accounts on the bench? All that it sends, approved already.

Those of campaigns somebody writes in the business manager, and those of parcels `towkay publish`
creates; then they are reviewed. The bench plays that all this was done. A campaign's template says
the words that its file gives for it, or shows its gaps alone where the file gives none.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.channels.graph import template_edge
from towkay.domain.brands import Brand
from towkay.domain.campaigns import Campaign
from towkay.domain.messages import TemplateMessage
from towkay.domain.shipping.rules import ApprovedWords
from towkay.domain.shipping.wanted import wanted_templates
from towkay.domain.templates import Template as Named
from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.app import Simulators
from workbench.simulators.messenger.platform import MessengerPlatform
from workbench.simulators.messenger.state import Page
from workbench.simulators.messenger.state import Template as OfPage
from workbench.simulators.whatsapp.platform import WhatsAppPlatform
from workbench.simulators.whatsapp.templates import Template, Templates, variables


@dataclass(frozen=True, slots=True)
class _OfParcels:
    """A template that tells of a parcel; of the brand's own the words are made up."""

    channel: str
    name: str
    language: str
    components: list[dict[str, Any]]
    form: str = "POSITIONAL"


def stock(simulators: Simulators, brand: Brand, pack: bytes) -> None:
    """Let the accounts of a brand have what is sent there as a template, approved."""
    campaigns = list(_named_by(load_campaigns(pack).campaigns.values()))
    parcels = list(_of_parcels(brand))
    for one in brand.accounts:
        platform = simulators.platform(one.channel)
        ours = [each for each in parcels if each.channel == one.channel]
        # Whatever else it is, it is played by rules that were brought along.
        if isinstance(platform, WhatsAppPlatform):
            waba = simulators.world.account(one.channel, one.account).waba
            made = (
                *(_approved(each, waba) for each in campaigns),
                *(_at_business(each, waba) for each in ours),
            )
            _add(made, platform.state.business(waba).templates)
        elif isinstance(platform, MessengerPlatform):
            _add_to_page(ours, platform.pages.named(one.account), simulators.world.now())


def _add(approved: Iterable[Template], templates: Templates) -> None:
    for one in approved:
        if templates.find(one.name, one.language) is None:
            templates.all.append(one)


def _add_to_page(ours: Iterable[_OfParcels], page: Page | None, now: datetime) -> None:
    for one in ours:
        if page is None:
            return
        number = str(_number(page.id, one.name, one.language))
        made = OfPage(number, one.name, one.language, one.components, one.form, "APPROVED", "", now)
        page.templates.setdefault((one.name, one.language), made)


def _of_parcels(brand: Brand) -> Iterator[_OfParcels]:
    if brand.shipping is None:
        return
    for one in wanted_templates(brand.shipping, brand.languages):
        yield _OfParcels(one.channel, one.name, one.language, [template_edge.body_of(one)])
    for channel, occasions in brand.shipping.approved.items():
        for own in (one for said in occasions.values() for one in said.values()):
            yield _OfParcels(channel, own.name, own.language, _made_up(own), _form(own))


def _made_up(own: ApprovedWords) -> list[dict[str, Any]]:
    """Its name for words, with as many gaps as are filled."""
    gaps = [f"{{{{{one.name or number}}}}}" for number, one in enumerate(own.body, 1)]
    body = {"type": "BODY", "text": " ".join([own.name, *gaps, "."])}
    if own.button is None:
        return [body]
    # What is filled in counts all buttons from 0.
    links = [{"type": "URL", "text": "www", "url": "https://www.example.com/"}] * own.button_at
    filled = {"type": "URL", "text": "www", "url": "https://www.example.com/{{1}}"}
    return [body, {"type": "BUTTONS", "buttons": [*links, filled]}]


def _form(own: ApprovedWords) -> str:
    return "NAMED" if any(one.name for one in own.body) else "POSITIONAL"


def _named_by(campaigns: Iterable[Campaign]) -> Iterator[Named]:
    steps = (step for campaign in campaigns for step in campaign.steps)
    variants = (variant for step in steps for variant in step.variants)
    for said in (said for variant in variants for said in variant.said):
        if said.channel == WHATSAPP:
            yield from (one.template for one in said.messages if isinstance(one, TemplateMessage))


def _at_business(one: _OfParcels, waba: str) -> Template:
    return Template(
        id=str(_number(waba, one.name, one.language)),
        name=one.name,
        language=one.language,
        category="UTILITY",
        components=one.components,
        parameter_format=one.form,
        status="APPROVED",
    )


def _approved(named: Named, waba: str) -> Template:
    body: dict[str, Any] = {"type": "BODY", "text": _words(named)}
    return Template(
        id=str(_number(waba, named.name, named.language)),
        name=named.name,
        language=named.language,
        category=named.kind.upper(),
        components=[body],
        status="APPROVED",
    )


def _number(*of: str) -> int:
    digest = hashlib.sha256("/".join(of).encode()).digest()
    return 10**15 + int.from_bytes(digest[:6]) % 10**15


def _words(named: Named) -> str:
    """What people read of it: with as many gaps as the campaign fills."""
    gaps = [f"{{{{{number}}}}}" for number, _ in enumerate(named.body, 1)]
    fits = len(variables(named.words)) == len(gaps)
    return named.words if named.words and fits else " ".join([named.name, *gaps])
