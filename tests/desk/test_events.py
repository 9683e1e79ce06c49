"""What pages that are open are told."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from handouts.desk.app import _events
from handouts.desk.state import State


def test_no_change_is_missed_while_the_one_before_is_told() -> None:
    async def told() -> str:
        state = State()
        context: Any = SimpleNamespace(state=state)
        events = _events(context)
        while "event: page" not in await anext(events):
            pass
        state.says("ready", "Up to date")
        await asyncio.sleep(0)  # whoever waits is woken: nobody does
        return await asyncio.wait_for(anext(events), 5)

    assert "Up to date" in asyncio.run(told())
