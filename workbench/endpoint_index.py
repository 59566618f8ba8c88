"""Which endpoints have secrets? The list that functions read, made anew from what is there."""

from typing import TYPE_CHECKING

from towkay.adapters.ssm_endpoints import index_name

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_PARTS = 6  # "", towkay, stage, channel, endpoint, kind


def refresh(ssm: "SSMClient", stage: str) -> list[str]:
    """Write the names of all endpoints, each as channel/endpoint; those written.

    From the whole of what is stored, so that no list made by somebody else is ever needed.
    """
    pages = ssm.get_paginator("get_parameters_by_path").paginate(
        Path=f"/towkay/{stage}", Recursive=True
    )
    names = (str(found["Name"]).split("/") for page in pages for found in page["Parameters"])
    endpoints = sorted({"/".join(name[3:5]) for name in names if len(name) == _PARTS})
    if endpoints:
        ssm.put_parameter(
            Name=index_name(stage), Value=" ".join(endpoints), Type="String", Overwrite=True
        )
    return endpoints
