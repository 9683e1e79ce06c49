"""What could not be written, in words for whoever sits at the desk."""

from __future__ import annotations

import errno

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def not_saved(what: str, error: Exception) -> str:
    """`The draft is not saved: the disk is full. Free some space, then try again.`

    Args:
        what: was not saved, as a clause.
        error: of the system, or one that was raised from it.
    """
    cause = error if isinstance(error, OSError) else error.__cause__
    if not isinstance(cause, OSError):
        return f"{what}: {error}."
    if cause.errno in _FULL:
        return f"{what}: the disk is full. Free some space, then try again."
    if cause.errno in _FORBIDDEN:
        return f"{what}: this account may not write in the clinic’s folder. Ask whoever set it up."
    return f"{what}: {cause.strerror or cause}. Mend that, then try again."
