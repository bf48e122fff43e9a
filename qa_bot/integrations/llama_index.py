"""A bot as a retriever and as a query engine of LlamaIndex; needs the extra `llm`, or the package llama-index-core."""

from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from qa_bot.answer import Answer, Citation
from qa_bot.bot import SEARCH_LIMIT, Bot
from qa_bot.listing import FoundPassage

# What of a node's metadata a language model or an embedding model reads with its text.
READ = ("source", "title", "date", "heading", "page")


class QaBotRetriever(BaseRetriever):
    """A retriever of the passages that a bot's search finds, best first, at most `limit` of them."""

    def __init__(self, bot: Bot, limit: int = SEARCH_LIMIT, callback_manager: CallbackManager | None = None) -> None:
        super().__init__(callback_manager)
        self._bot = bot
        self._limit = limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return _passage_nodes(self._bot.search(query_bundle.query_str, self._limit))

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return _passage_nodes(await self._bot.threads.run(self._bot.search, query_bundle.query_str, self._limit))


class QaBotQueryEngine(BaseQueryEngine):
    """A query engine whose responses are a bot's answers.

    The nodes of a response are the answer's citations, in order, and its metadata the whole answer as in `ask --json`. Where the
    documents do not answer, the response says so and has no nodes.
    """

    def __init__(self, bot: Bot, callback_manager: CallbackManager | None = None) -> None:
        super().__init__(callback_manager)
        self._bot = bot

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self._bot.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return _response(await self._bot.aask(query_bundle.query_str))


def _response(answer: Answer) -> Response:
    nodes = [_node(citation, _score(citation, answer)) for citation in answer.citations]
    return Response(answer.text, source_nodes=nodes, metadata=answer.model_dump(mode="json", by_alias=True))


def _score(citation: Citation, answer: Answer) -> float | None:
    """Return the score of the retrieved passage that a quote begins in, if it is among the best."""
    holding = (p for p in answer.retrieved if p.source == citation.source and p.start <= citation.start < p.end)
    return next((passage.score for passage in holding), None)


def _passage_nodes(passages: tuple[FoundPassage, ...]) -> list[NodeWithScore]:
    return [_node(passage, passage.score) for passage in passages]


def _node(quoted: Citation | FoundPassage, score: float | None) -> NodeWithScore:
    """Return a quote as a node; its id and the offsets are those of the quote in its document."""
    metadata: dict[str, Any] = {
        name: value
        for name, value in quoted.model_dump(mode="json").items()
        if name not in ("quote", "score") and value not in (None, [])
    }
    hidden = [name for name in metadata if name not in READ]
    node = TextNode(
        id_=f"{quoted.source}:{quoted.start}-{quoted.end}",
        text=quoted.quote,
        start_char_idx=quoted.start,
        end_char_idx=quoted.end,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=quoted.source)},
    )
    return NodeWithScore(node=node, score=score)
