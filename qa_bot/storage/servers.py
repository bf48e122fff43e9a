"""The servers that parts of an index may lie on; without them everything lies in its folder."""

from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from qa_bot.settings import Settings


class ChromaServer(NamedTuple):
    """A Chroma server: its address without login and parameters, the token, and which of its databases is used."""

    address: str
    token: SecretStr | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"

    def headers(self) -> dict[str, str]:
        """Return what is sent with every request; a token NAME:PASSWORD is sent as such, others as servers and Chroma Cloud read them."""
        if self.token is None:
            return {}
        token = self.token.get_secret_value()
        if ":" in token:
            import base64

            return {"Authorization": f"Basic {base64.b64encode(token.encode()).decode()}"}
        return {"Authorization": f"Bearer {token}", "X-Chroma-Token": token}


class Servers(NamedTuple):
    """The servers that are configured: the one that holds the vectors, and the address of the database that holds all else.

    `is_brief` says that an index in its folder is asked once and deleted: Chroma, which only large indexes need, gets no vectors.
    """

    chroma: ChromaServer | None = None
    database: SecretStr | None = None
    is_brief: bool = False


LOCAL = Servers()
BRIEF = Servers(is_brief=True)


def servers_of(settings: Settings) -> Servers:
    """Return the servers that parts of an index lie on."""
    chroma = chroma_server(settings.chroma_url, settings.chroma_token) if settings.chroma_url else None
    return Servers(chroma, settings.database_url)


def chroma_server(url: str, token: SecretStr | None) -> ChromaServer:
    """Return the server of an address, whose parameters `tenant` and `database` may name the database."""
    parts = urlsplit(url)
    named = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return ChromaServer(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", token, **named)
