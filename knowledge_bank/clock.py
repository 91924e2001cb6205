"""What day it is: the one place that asks, so that everything else can be told."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return KB_TODAY if it is set, else the day of SOURCE_DATE_EPOCH, else the calendar’s."""
    if day := environment.get("KB_TODAY"):
        return date.fromisoformat(day)
    if seconds := environment.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(seconds), UTC).date()
    return date.today()
