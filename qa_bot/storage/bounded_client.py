"""Chroma's client of a server, with a bound on its waiting and an end to its connections. Imported where it is needed alone."""

from typing import Any

import httpx
from chromadb.api.client import Client
from chromadb.config import Settings

from qa_bot.storage.servers import ChromaServer

CONNECT_S = 5.0
# Asked for by the client, but not used with an address as the host.
NO_PORT = 8000


class BoundedClient(Client):
    """A client whose every request ends after a time. Chroma's own waits without an end, and leaves its connections open."""

    def __init__(self, server: ChromaServer, answer_s: float) -> None:
        self._timeout = httpx.Timeout(answer_s, connect=CONNECT_S)
        settings = Settings(
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=server.address,
            chroma_server_http_port=NO_PORT,
            chroma_server_headers=server.headers(),
        )
        try:
            super().__init__(settings=settings, tenant=server.tenant, database=server.database)
        except BaseException:
            self._disconnect()
            raise

    def get_user_identity(self) -> Any:
        """Return who the client is for the server: its first request, before which the bound is set."""
        self._session_of(self).timeout = self._timeout
        return self._server.get_user_identity()

    def _validate_tenant_database(self, tenant: str, database: str) -> None:
        """Raise NotFoundError where the database is missing; Chroma asks over a connection of its own."""
        self._session_of(self._admin_client).timeout = self._timeout
        self._admin_client.get_database(name=database, tenant=tenant)

    def close(self) -> None:
        """Close the client and its connections."""
        self._disconnect()
        super().close()

    def _disconnect(self) -> None:
        for client in (self, getattr(self, "_admin_client", None)):
            if hasattr(client, "_server"):
                self._session_of(client).close()

    @staticmethod
    def _session_of(client: Any) -> httpx.Client:
        session: httpx.Client = client._server._session
        return session
