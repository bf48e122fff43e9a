"""What the server answers at each address."""

import json
import logging
import re
from collections.abc import AsyncIterator
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from qa_bot.answer import Answer
from qa_bot.batch_question import error_line
from qa_bot.bot import SEARCH_LIMIT
from qa_bot.errors import UNEXPECTED, QaBotError
from qa_bot.listing import FoundPassages
from qa_bot.server import SHOWN_TYPE, openai_form
from qa_bot.server.asking import Asking, Waiting
from qa_bot.server.bodies import check_length, event, read_ask, read_fields
from qa_bot.server.failures import UnknownDocumentError, headers_of, status_of
from qa_bot.server.guard import asker_of
from qa_bot.server.metrics import CONTENT_TYPE
from qa_bot.server.openai_form import Chunks, completion, read_chat
from qa_bot.server.page import load_page
from qa_bot.server.shown import shown

JSON = "application/json"
EVENTS = "text/event-stream"
_logger = logging.getLogger(__name__)


class _SourceConvertor(PathConvertor):
    """The name of a document in an address; unlike Starlette's path it may have line breaks."""

    regex = "(?s:.*)"


register_url_convertor("source", _SourceConvertor())


class Routes:
    """The addresses of one server."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._page, self._policy = load_page()

    def application(self) -> Starlette:
        """Return the application, without the layer that guards it."""
        routes = [
            Route("/", self.page),
            Route("/ask", self.ask, methods=["POST"]),
            Route("/v1/chat/completions", self.chat, methods=["POST"]),
            Route("/v1/models", lambda _: JSONResponse(openai_form.models())),
            Route("/documents/{source:source}", self.document),
            Route("/search", self.search),
            Route("/healthz", self.health),
            Route("/metrics", self.metrics),
        ]
        return Starlette(routes=routes, exception_handlers={QaBotError: _failed, HTTPException: _failed, Exception: _failed})

    async def page(self, _: Request) -> Response:
        """Return the web page."""
        return HTMLResponse(self._page, headers={"Content-Security-Policy": self._policy})

    async def ask(self, request: Request) -> Response:
        """Answer a question, with the JSON of `qa-bot ask --json`."""
        fields = await read_fields(request, self._asking.limits)
        request.state.fields = fields
        body = read_ask(fields)
        asked = body.asked(self._asking.limits)._replace(asker=asker_of(request.client))
        accepted = request.headers.get("accept", "")
        if body.stream or EVENTS in accepted:
            return StreamingResponse(_events(self._asking.stream(asked), fields), media_type=EVENTS)
        answer = await self._asking.answer(asked)
        if SHOWN_TYPE in accepted:
            return Response(shown(answer, asked.conversation, self._asking.bot.prompts), media_type=SHOWN_TYPE)
        return Response(answer.to_json(), media_type=JSON)

    async def chat(self, request: Request) -> Response:
        """Answer the last message of a chat, in OpenAI's form."""
        body = read_chat(await read_fields(request, self._asking.limits))
        asked = body.asked(self._asking.limits)._replace(asker=asker_of(request.client))
        if body.stream:
            told = self._asking.stream(asked)
            return StreamingResponse(_chunks(told, body.is_usage_streamed), media_type=EVENTS)
        return JSONResponse(completion(await self._asking.answer(asked)))

    async def document(self, request: Request) -> Response:
        """Return a document's text as it was indexed; the offsets of citations count in it."""
        source, corpus = request.path_params["source"], request.query_params.get("corpus")
        found = await to_thread.run_sync(self._asking.bot.document, source, corpus)
        if found is None:
            raise UnknownDocumentError(f"no document {source} is in the index")
        return PlainTextResponse(found.text.encode("utf-8", "replace"))

    async def search(self, request: Request) -> Response:
        """Return the passages that may answer a query, with the JSON of `qa-bot search --json`."""
        query, limit = request.query_params.get("q", ""), request.query_params.get("limit", str(SEARCH_LIMIT))
        check_length(query, self._asking.limits)
        most = int(limit) if re.fullmatch("[0-9]{1,4}", limit) else 0
        found = await self._asking.search(query, most, asker_of(request.client))
        return Response(FoundPassages(query=query, passages=found).to_json(), media_type=JSON)

    async def health(self, _: Request) -> Response:
        """Tell whether the index answers."""
        try:
            info = await to_thread.run_sync(self._asking.bot.index_info)
        except QaBotError as error:
            return JSONResponse({"status": "unusable", "message": str(error)}, 503)
        return JSONResponse({"status": "ok", "generation": info.generation, "documents": info.documents})

    async def metrics(self, _: Request) -> Response:
        """Return what was counted."""
        return Response(self._asking.metrics.text(), headers={"Content-Type": CONTENT_TYPE})


async def _events(told: AsyncIterator[Any], fields: dict[str, Any]) -> AsyncIterator[str]:
    """Yield an answer as events: `waiting` while it waits, `sentence` as often as one is verified, then `answer`, or `error`."""
    try:
        async for one in told:
            if isinstance(one, Answer):
                yield event("answer", one.to_json())
            elif isinstance(one, Waiting):
                yield event("waiting", json.dumps(one._asdict()))
            else:
                yield event("sentence", json.dumps({"text": one.marked(), "numbers": one.numbers}))
    except Exception as error:
        yield event("error", error_line(fields, type(error).__name__, _message(error)))


async def _chunks(told: AsyncIterator[Any], is_usage_told: bool) -> AsyncIterator[str]:
    """Yield an answer as the chunks of a chat completion."""
    chunks = Chunks()
    yield f"data: {json.dumps(chunks.begin())}\n\n"
    try:
        async for one in told:
            if isinstance(one, Waiting):
                yield f": waiting, position {one.position}\n\n"
                continue
            for chunk in chunks.end(one, is_usage_told) if isinstance(one, Answer) else [chunks.sentence(one.marked())]:
                yield f"data: {json.dumps(chunk)}\n\n"
    except Exception as error:
        yield f"data: {json.dumps(openai_form.error_body(error, _message(error)))}\n\n"
    yield "data: [DONE]\n\n"


async def _failed(request: Request, error: Exception) -> Response:
    """Return an error in the form of the address: OpenAI's, or that of a batch."""
    message = _message(error)
    if isinstance(error, HTTPException):
        status, headers = error.status_code, dict(error.headers or {})
    else:
        status, headers = status_of(error), headers_of(error)
    if request.url.path.startswith("/v1/"):
        return JSONResponse(openai_form.error_body(error, message), status, headers)
    fields = getattr(request.state, "fields", {})
    return Response(error_line(fields, type(error).__name__, message), status, headers, JSON)


def _message(error: Exception) -> str:
    """Return what a client is told; the cause of an unexpected failure goes to the log alone."""
    if isinstance(error, HTTPException):
        return f"{error.detail}: docs/server.md has the addresses"
    if isinstance(error, QaBotError):
        return str(error)
    _logger.error("a request failed", exc_info=error)
    return UNEXPECTED
