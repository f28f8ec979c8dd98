"""What a function of party.records refuses, as (rule, field, message)."""

from typing import Any

import pytest

from party import records


def refused(function: Any, *arguments: Any, **named: Any) -> list[tuple]:
    with pytest.raises(records.RecordsError) as error:
        function(*arguments, **named)
    return [(f.rule, f.field, f.message) for f in error.value.findings]
