"""The password of the mail server: from the environment or the system's keyring, never a file."""

from __future__ import annotations

import os

from handouts.reading import Mail

VARIABLE = "MET_HANDOUTS_SMTP_PASSWORD"
SERVICE = "met-handouts"


def mail_password(mail: Mail) -> str | None:
    """The password of the user, if there is one to be found.

    The keyring knows it under the service `met-handouts` and the name `user@host`; to put it there:
    `keyring set met-handouts user@host`.
    """
    return os.environ.get(VARIABLE) or _from_keyring(mail)


def _from_keyring(mail: Mail) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None
    try:
        found: str | None = keyring.get_password(SERVICE, f"{mail.user}@{mail.host}")
    except KeyringError:
        return None
    return found


class NoKeyringError(Exception):
    """There is nowhere to keep a password; says why."""


def keep_password(user: str, host: str, password: str) -> None:
    """Puts the password of a user where the system keeps such things.

    Raises:
        NoKeyringError: it keeps none.
    """
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        raise NoKeyringError("the package keyring is not installed") from None
    try:
        keyring.set_password(SERVICE, f"{user}@{host}", password)
    except KeyringError as error:
        why = " ".join(f"{error}".split()).rstrip(".") or "it says nothing"
        raise NoKeyringError(f"this computer keeps no passwords ({why})") from None
