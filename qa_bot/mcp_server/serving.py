"""Serve a bot over the Model Context Protocol: its tools, and its documents as resources."""

import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote, unquote

import anyio
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ListedTool

from qa_bot import __version__
from qa_bot.bot import Bot
from qa_bot.errors import UNEXPECTED, QaBotError
from qa_bot.filters import EVERYTHING, Filters
from qa_bot.listing import ListedDocument
from qa_bot.mcp_server.tools import TOOLS, Tool
from qa_bot.plain_text import on_one_line
from qa_bot.presentation import shown_name

P = ParamSpec("P")
T = TypeVar("T")
# qa-bot:///leave.md, or qa-bot://handbook/leave.md where several corpora are asked.
SCHEME = "qa-bot://"
PLAIN = "text/plain"
# How many documents are listed at once.
PAGE = 500
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_logger = logging.getLogger(__name__)


def serve(bot: Bot, corpus: str, filters: Filters = EVERYTHING) -> None:
    """Serve on stdin and stdout until stdin ends.

    `corpus` is what assistants are told the documents are, `filters` limit what is asked and searched.
    """
    anyio.run(_serve, Serving(bot, corpus, filters).server())


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


class Serving:
    """What a bot answers to the requests of the protocol."""

    def __init__(self, bot: Bot, corpus: str, filters: Filters = EVERYTHING) -> None:
        self._bot = bot
        self._corpus = corpus
        self._filters = filters
        self._tools = {tool.name: tool for tool in TOOLS}

    def server(self) -> Server[Any]:
        """Return a server of the protocol."""
        return Server(
            "qa-bot",
            version=__version__,
            title="qa-bot",
            instructions=self._bot.prompts.say("mcp_instructions", corpus=self._corpus),
            on_list_tools=self.list_tools,
            on_call_tool=self.call_tool,
            on_list_resources=self.list_resources,
            on_read_resource=self.read_resource,
        )

    async def list_tools(self, _: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        """Return the tools."""
        return ListToolsResult(tools=[self._listed(tool) for tool in TOOLS])

    async def call_tool(self, _: ServerRequestContext[Any], called: CallToolRequestParams) -> CallToolResult:
        """Return what a tool returns, or what went wrong and what to do."""
        tool = self._tools.get(called.name)
        if tool is None:
            return _failed(f"there is no tool {called.name}: use {', '.join(self._tools)}")
        try:
            result = await self._bot.threads.run(tool.call, self._bot, called.arguments or {}, self._filters)
        except QaBotError as error:
            return _failed(str(error))
        except Exception:
            _logger.exception("the tool %s failed", tool.name)
            return _failed(UNEXPECTED)
        return CallToolResult(content=[TextContent(type="text", text=result.text)], structured_content=result.fields)

    async def list_resources(self, _: ServerRequestContext[Any], asked: PaginatedRequestParams | None) -> ListResourcesResult:
        """Return a page of the documents; the cursor is the address of the last document before it."""
        documents = {address_of(document): document for document in await self._reached(self._bot.documents)}
        after = asked.cursor if asked else None
        addresses = sorted(address for address in documents if after is None or address > after)
        page = addresses[:PAGE]
        return ListResourcesResult(
            resources=[_resource(address, documents[address]) for address in page],
            next_cursor=page[-1] if len(addresses) > PAGE else None,
        )

    async def read_resource(self, _: ServerRequestContext[Any], asked: ReadResourceRequestParams) -> ReadResourceResult:
        """Return the whole text of a document."""
        corpus, _slash, source = map(unquote, asked.uri.removeprefix(SCHEME).partition("/"))
        document = await self._reached(self._bot.document, source, corpus or None)
        if document is None or not asked.uri.startswith(SCHEME):
            raise MCPError(INVALID_PARAMS, f"there is no document {asked.uri}: resources/list has their addresses")
        return ReadResourceResult(contents=[TextResourceContents(uri=asked.uri, mime_type=PLAIN, text=document.text)])

    async def _reached(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a call of the bot returns; raise MCPError for an error of the bot."""
        try:
            return await self._bot.threads.run(call, *args, **kwargs)
        except QaBotError as error:
            raise MCPError(INTERNAL_ERROR, str(error)) from error

    def _listed(self, tool: Tool) -> ListedTool:
        return ListedTool(
            name=tool.name,
            title=tool.title,
            description=self._bot.prompts.say(f"mcp_{tool.name}"),
            input_schema=tool.arguments.model_json_schema(),
            output_schema=tool.result.model_json_schema(mode="serialization"),
            annotations=READ_ONLY,
        )


def _failed(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=on_one_line(message))], is_error=True)


def address_of(document: ListedDocument) -> str:
    """Return the address of a document as a resource."""
    return f"{SCHEME}{quote(document.corpus or '', safe='')}/{quote(document.source)}"


def _resource(address: str, document: ListedDocument) -> Resource:
    title = on_one_line(document.title) if document.title else None
    return Resource(uri=address, name=on_one_line(shown_name(document)), title=title, mime_type=PLAIN)
