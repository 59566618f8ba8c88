"""Which templates has a brand's WhatsApp business on the bench? Those that its campaigns name.

On the platform somebody writes them in the business manager, and a person approves them. The bench
plays that this was done: a template says the words that the campaign's file gives for it, or shows
its gaps alone where the file gives none.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from towkay.adapters.campaigns_json import load_campaigns
from towkay.domain.brands import Account
from towkay.domain.campaigns import Campaign
from towkay.domain.messages import TemplateMessage
from towkay.domain.templates import Template as Named
from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.app import Simulators
from workbench.simulators.whatsapp.platform import WhatsAppPlatform
from workbench.simulators.whatsapp.templates import Template, Templates, variables


def stock(simulators: Simulators, accounts: Iterable[Account], pack: bytes) -> None:
    """Let the business of each number of a brand have what its campaigns send there, approved."""
    platform = simulators.platform(WHATSAPP)
    if not isinstance(platform, WhatsAppPlatform):
        return  # played by rules that were brought along
    named = list(_named_by(load_campaigns(pack).campaigns.values()))
    for one in accounts:
        if one.channel == WHATSAPP:
            waba = simulators.world.account(one.channel, one.account).waba
            _add(named, platform.state.business(waba).templates, waba)


def _add(named: Iterable[Named], templates: Templates, waba: str) -> None:
    for one in named:
        if templates.find(one.name, one.language) is None:
            templates.all.append(_approved(one, waba))


def _named_by(campaigns: Iterable[Campaign]) -> Iterator[Named]:
    steps = (step for campaign in campaigns for step in campaign.steps)
    variants = (variant for step in steps for variant in step.variants)
    for said in (said for variant in variants for said in variant.said):
        if said.channel == WHATSAPP:
            yield from (one.template for one in said.messages if isinstance(one, TemplateMessage))


def _approved(named: Named, waba: str) -> Template:
    seed = f"{waba}/{named.name}/{named.language}".encode()
    number = int.from_bytes(hashlib.sha256(seed).digest()[:6]) % 10**15
    body: dict[str, Any] = {"type": "BODY", "text": _words(named)}
    return Template(
        id=str(10**15 + number),
        name=named.name,
        language=named.language,
        category=named.kind.upper(),
        components=[body],
        status="APPROVED",
    )


def _words(named: Named) -> str:
    """What people read of it: with as many gaps as the campaign fills."""
    gaps = [f"{{{{{number}}}}}" for number, _ in enumerate(named.body, 1)]
    fits = len(variables(named.words)) == len(gaps)
    return named.words if named.words and fits else " ".join([named.name, *gaps])
