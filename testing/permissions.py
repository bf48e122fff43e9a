"""Permissions that hold for root as for everybody else."""

import ctypes

_VERSION = 0x20080522
# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (linux/capability.h).
_IGNORING_PERMISSIONS = 1 << 1 | 1 << 2


def obey_permissions() -> None:
    """Let this process read and write only what permissions allow; of other users' processes that is so already."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, data) == 0
    for which in (0, 1):  # in force, and permitted: os.access asks for the latter
        data[which] &= ~_IGNORING_PERMISSIONS
    assert libc.capset(header, data) == 0
