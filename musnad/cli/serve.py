"""`musnad serve`: a workspace in the browser."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

from ..errors import EnvironmentFault
from .common import complain

DEFAULT_PORT = 8470
CONNECTIONS = 100
"""At most so many at a time."""


def serve(
    workspace: Annotated[Path, typer.Argument(help="The workspace's folder.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = DEFAULT_PORT,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Any but this machine's own needs --token.")
    ] = "127.0.0.1",
    token: Annotated[
        str,
        typer.Option(
            envvar="MUSNAD_TOKEN", help="Who knows it may ask; 16 characters or more.", show_default=False
        ),
    ] = "",
    name: Annotated[
        list[str] | None, typer.Option(help="Further name that the server is reached by. Repeatable.")
    ] = None,
) -> None:
    """Show a workspace in the browser: pages in Arabic and English, their data as JSON and CSV, REST.

    The workspace is only read. Without --host nobody but this machine can ask. See docs/web.md.
    """
    try:
        import uvicorn

        from ..web import Settings, create_app
    except ImportError as error:
        raise EnvironmentFault(
            f"the web interface needs {error.name}", remedy="pip install 'musnad[web]'"
        ) from error

    settings = Settings(host, token, tuple(name or ()))
    with _listening(host, port) as listener:
        complain(f"musnad: reading {workspace} ...")
        app = create_app(workspace, settings)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=CONNECTIONS,
            ws="none",
        )
        shown = f"[{host}]" if ":" in host else host
        complain(f"musnad: http://{shown}:{listener.getsockname()[1]}/ (Ctrl-C stops it)")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises: EnvironmentFault if the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        what = f"cannot listen on {host}, port {port}: {error.strerror or error}"
        raise EnvironmentFault(what, remedy="Name another --port.") from error
