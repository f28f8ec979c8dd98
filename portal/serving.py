"""What `run_portal` finds out about this machine and its files."""

import hashlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from portal.apps import PortalStaticFilesConfig

# A documentation address (RFC 5737): never reached, it only stands for "outside".
_OUTSIDE = ("192.0.2.1", 9)


def port_problem(host: str, port: int) -> str:
    """Why the portal can't listen there; empty when it can."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return f"Không được phép dùng cổng {port}."
        except (OSError, OverflowError):
            return f"Cổng {port} đang được chương trình khác dùng."
    return ""


def network_address() -> str:
    """The address under which the network reaches this machine; empty without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_OUTSIDE)  # UDP: chooses a route and sends nothing.
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def own_names() -> list[str]:
    """Every name that a request to this machine may carry as its Host."""
    host = socket.gethostname().lower()
    names = ["localhost", "127.0.0.1", "[::1]", host, f"{host}.local"]
    return [name for name in [*names, network_address()] if name]


def static_digest() -> str:
    """Changes when a source of static files does, or the way they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    ignore = PortalStaticFilesConfig.ignore_patterns
    for finder in get_finders():
        for name, storage in sorted(finder.list(ignore), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
