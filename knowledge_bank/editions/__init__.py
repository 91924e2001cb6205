"""Editions: what the partnership agreed on a day, frozen, and readable as it stood then."""

import os
from collections.abc import Mapping

VARIABLE = "KB_EDITIONS"
# What the pages of an edition write before an address of the living site, two folders up.
LIVING = "kb-living/"


def editions_to_build(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The names of the editions that this build adds to the site, as `kb build` passes them on."""
    return tuple(environment.get(VARIABLE, "").split())
