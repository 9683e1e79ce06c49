"""Who is logged in to this computer."""

from __future__ import annotations

import getpass


def account_name() -> str:
    """The account of the system; empty if it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
