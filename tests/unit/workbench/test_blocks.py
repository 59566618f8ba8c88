"""What a command prints fits the terminal, and what is to be copied from it stays whole."""

import pytest

from workbench.transcript import WIDTH, block, width_of

AT = "http://127.0.0.1:45123"


@pytest.mark.parametrize(
    "command",
    [
        f"towkay doctor --endpoint-url {AT}",
        f"towkay campaigns approve tea --by NAME --endpoint-url {AT} --brand demo",
        f"towkay campaigns approve tea --by 名字 --endpoint-url {AT}",
    ],
)
@pytest.mark.parametrize("before", range(0, 120, 7))
def test_a_command_that_names_its_deployment_is_never_folded(command: str, before: int) -> None:
    told = block("    ", f"{'quota ' * (before // 6)}to see it now: {command}")

    assert command in told
    assert all(width_of(line) <= WIDTH for line in told.splitlines())


def test_of_two_commands_each_stays_whole() -> None:
    one, two = (f"towkay {verb} --endpoint-url {AT} --brand tea-house" for verb in ("up", "down"))
    told = block("  → ", f"{one} or else towkay, that is {two} and then again")

    assert one in told and two in told
    assert all(width_of(line) <= WIDTH for line in told.splitlines())


def test_a_command_longer_than_a_line_is_folded_and_its_address_is_not() -> None:
    told = block("", f"towkay say {'word ' * 30}--endpoint-url {AT}")

    assert AT in told
    assert all(width_of(line) <= WIDTH for line in told.splitlines())


def test_an_address_alone_stays_whole() -> None:
    told = block("  ", f"{'more ' * 17}{AT}/some/path and so on")
    assert f"{AT}/some/path" in told
