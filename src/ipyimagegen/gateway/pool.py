"""The pool of clients: one for each gateway, key and headers, made at first use and shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import Address
from ..errors import OptionError
from ..gateways import MODELS, Gateway, Headers, Secret
from ..text import nearest

if TYPE_CHECKING:
    from ..settings import Snapshot
    from .client import Client

__all__ = ["ClientPool"]


class ClientPool:
    """Clients by address, key and headers; each keeps one connection set-up for a kernel's life."""

    def __init__(self) -> None:
        self._clients: dict[tuple[Address, Secret | None, Headers], Client] = {}

    def client(self, gateway: Gateway, settings: Snapshot, *, model: str | None = None) -> Client:
        """Return the client for a gateway.

        Parameters
        ----------
        gateway
            The gateway.
        settings
            Where its key is found.
        model
            The model that will be asked, if one will.

        Raises
        ------
        OptionError
            The offline gateway has no such model.
        SettingError
            The gateway needs a key or a header that is missing, or that it may not have.
        """
        from .client import Client

        if gateway.is_offline and model not in (None, *MODELS):
            raise OptionError(
                f"the offline gateway has no model {model!r}",
                hint=nearest(str(model), MODELS) or f"There are {', '.join(MODELS)}.",
            )
        key, headers = settings.key(gateway), settings.headers(gateway)
        identity = gateway.address, key, headers
        if identity not in self._clients:
            self._clients[identity] = Client(
                gateway.address,
                key=key,
                headers=headers,
                models=gateway.models,
                extra=gateway.extra,
            )
        return self._clients[identity]

    def clear(self) -> None:
        """Forget the clients; the next use makes new ones."""
        self._clients.clear()
