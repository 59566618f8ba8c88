"""`towkay links`: addresses that lead to a topic and say where they stood, or to one order."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from towkay.adapters.brand_accounts import handle_of
from towkay.adapters.channels.entry_links import entry_link, is_handle
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.domain.brands import Brand
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.errors import PackMissing
from towkay.domain.health import AccountKey
from workbench.campaigns.desk import desk_of
from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.links_leads import Lead, lead_of
from workbench.links_words import NAMES, Said
from workbench.qr import qr_svg
from workbench.ref_keys import signing_key
from workbench.targets import Target
from workbench.transcript import block

_EXAMPLES = {"line": "@shop", "instagram": "shop.tea", "whatsapp": "886277001234"}
_WRITES_FIRST = (Channel.LINE, Channel("whatsapp"))


def run(where: Target, options: argparse.Namespace) -> int:
    """Print an address for each account of the brand that has one."""
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    brand = _published(where, desk.brand, language)
    lead = lead_of(brand, options, where.now())
    handles = _handles(where, brand.brand, options)
    if options.new_key:
        print(Said.RENEWED.spoken(language))
    written = lead.sign(signing_key(where, renewed=options.new_key))
    print(block("", lead.headline + ("" if options.qr else Said.DRAW.spoken(language))))
    for account, handle in handles.items():
        link = entry_link(account.channel, handle, ref=written, text=lead.text)
        print(_told(account, handle, link, language))
        if link and options.qr:
            print("    " + _drawn(link, options.qr, lead, account, language))
    return 0


def _drawn(link: str, folder: Path, lead: Lead, account: AccountKey, language: str) -> str:
    """Says in which file the link's picture is."""
    name = f"{lead.name}-{account.channel}-{account.account}"
    file = folder / f"{name.replace(':', '-')}.svg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(qr_svg(link))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise refusal(Said.NOT_DRAWN.spoken(language, folder=str(folder), why=why)) from None
    return Said.DRAWN.spoken(language, file=file)


def _told(account: AccountKey, handle: str, link: str, language: str) -> str:
    named = f"{account.channel}:{account.account}"
    if not link:
        example = _EXAMPLES.get(account.channel, "NAME")
        needed = Said.NEEDS_NAME.spoken(language, account=named, example=example)
        return block(f"  {account.channel} · ", needed)
    # The address may be wider than the terminal, and stands alone on its line: broken in two it
    # would lead nowhere, and whatever stood beside it would be copied with it.
    lines = [f"  {account.channel} · {handle}", f"    {link}"]
    if account.channel in _WRITES_FIRST:
        lines.append(block("    ", Said.FIRST_MESSAGE.spoken(language)))
    return "\n".join(lines)


def _published(where: Target, name: str, language: str) -> Brand:
    shelf = where.shelf()
    packs = S3Packs(*shelf.for_reader(where.now))
    try:
        return packs.active(name).brand
    except PackMissing:
        raise refusal(Said.NO_PACK.spoken(language)) from None


def _handles(where: Target, brand: str, options: argparse.Namespace) -> Mapping[AccountKey, str]:
    """What links call each account of the brand by; empty where nobody told."""
    endpoints = SsmEndpoints(where.ssm, where.stage).endpoints()
    known = {
        account: _handle(endpoint, account)
        for endpoint in endpoints
        for account in endpoint.accounts()
        if endpoint.brand(account) == brand
    }
    language = spoken_here(options.language)
    if not known:
        raise refusal(Said.NO_ACCOUNT.spoken(language))
    for written in options.name or ():
        account, equals, handle = written.partition("=")
        meant = next((one for one in known if f"{one.channel}:{one.account}" == account), None)
        if meant is None or not equals or not handle.strip():
            there_are = ", ".join(f"{one.channel}:{one.account}" for one in known)
            raise refusal(Said.NOT_AN_ACCOUNT.spoken(language, known=there_are))
        known[meant] = _checked(meant, handle.strip(), language)
    return known


def _checked(account: AccountKey, handle: str, language: str) -> str:
    """What would make an address that leads nowhere is refused, and no code of it is printed."""
    if not is_handle(account.channel, handle):
        name = "".join(sign if sign.isprintable() else "?" for sign in handle)
        form = NAMES[account.channel].spoken(language)
        told = Said.NOT_A_NAME.spoken(
            language, channel=account.channel.display_name, name=name, form=form
        )
        raise refusal(told)
    return handle


def _handle(endpoint: Endpoint, account: AccountKey) -> str:
    facts = endpoint.verify.facts.get(account.account, {}) if endpoint.verify else {}
    return handle_of(account.channel, account.account, facts)
