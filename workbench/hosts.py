"""Where do the channels answer: their own hosts, or the simulators of a bench?"""

from collections.abc import Callable

from towkay.domain.channels import every_channel
from towkay.runtime.clock import base_url
from workbench import bench_file
from workbench.errors import WorkbenchError
from workbench.targets import Target

# A prefix for each host: on one port their paths would be one another's.
_PREFIXES = {
    "messenger": "graph",
    "instagram": "instagram",
    "instagram_page": "instagram-page",
    "whatsapp": "whatsapp",
    "line": "line",
    "line_data": "line",
}


def simulated(simulators_url: str) -> dict[str, str]:
    """Below these the simulators answer what the channels' own hosts answer."""
    prefixes: dict[str, str] = {str(channel): str(channel) for channel in every_channel()}
    prefixes |= _PREFIXES
    return {host: f"{simulators_url}/{prefix}" for host, prefix in prefixes.items()}


def hosts_of(where: Target) -> Callable[[str], str]:
    """Where the channels answer for a deployment. Raises `WorkbenchError` for no known bench."""
    if where.endpoint is None:
        return base_url
    for bench in bench_file.running():
        if bench.aws == where.endpoint:
            return simulated(bench.simulators).__getitem__
    raise WorkbenchError(
        f"{where.endpoint} 沒有開著的工作台：先執行 towkay up\n"
        f"  No bench is running at {where.endpoint}: start one with towkay up"
    )
