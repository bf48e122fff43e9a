"""A bot in LlamaIndex, with its real core."""

import asyncio

import pytest
from llama_index.core.indices.query.query_transform.base import IdentityQueryTransform
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.query_engine import TransformQueryEngine
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import MetadataMode, NodeRelationship
from llama_index.core.tools import QueryEngineTool

from qa_bot.errors import UsageError
from qa_bot.integrations.llama_index import QaBotQueryEngine, QaBotRetriever
from tests.conftest import ROOT, SEEDS
from tests.layers import imports

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
UNKNOWN = "Who won the football world cup?"


def assert_verbatim(nodes):
    for found in nodes:
        source, place = found.node.metadata["source"], (found.node.start_char_idx, found.node.end_char_idx)
        assert (SEEDS / source).read_bytes().decode("utf-8")[slice(*place)] == found.node.text
        assert found.node.metadata["line_start"] >= 1
        assert (found.node.metadata["start"], found.node.metadata["end"]) == place
        assert found.node.relationships[NodeRelationship.SOURCE].node_id == source


def test_a_retriever_gives_what_a_search_finds(seeds_bot):
    nodes = QaBotRetriever(seeds_bot, limit=7).retrieve(AIRPORT)
    assert [(n.node.metadata["source"], n.node.text, n.score) for n in nodes] == [
        (p.source, p.quote, p.score) for p in seeds_bot.search(AIRPORT, 7)
    ]
    assert len({n.node.node_id for n in nodes}) == 7
    assert_verbatim(nodes)


def test_the_nodes_of_a_response_are_the_citations(seeds_bot):
    answer = seeds_bot.ask(AIRPORT)
    response = QaBotQueryEngine(seeds_bot).query(AIRPORT)
    assert str(response) == answer.text
    assert [(n.node.text, n.node.metadata["number"]) for n in response.source_nodes] == [
        (c.quote, c.number) for c in answer.citations
    ]
    assert all(node.score in {p.score for p in answer.retrieved} for node in response.source_nodes)
    assert response.metadata["schema"] == 1
    assert response.metadata["confidence"] == answer.confidence
    assert_verbatim(response.source_nodes)


def test_what_the_documents_do_not_say_has_no_nodes(seeds_bot):
    response = QaBotQueryEngine(seeds_bot).query(UNKNOWN)
    assert (response.source_nodes, response.metadata["status"]) == ([], "abstained")
    assert str(response).startswith("I did not find this")


def test_both_work_in_an_event_loop(seeds_bot):
    engine, retriever = QaBotQueryEngine(seeds_bot), QaBotRetriever(seeds_bot)

    async def ask():
        return await asyncio.gather(engine.aquery(AIRPORT), engine.aquery(UNKNOWN), retriever.aretrieve(AIRPORT))

    told, unknown, found = asyncio.run(ask())
    assert str(told) == str(engine.query(AIRPORT))
    assert unknown.metadata["status"] == "abstained"
    assert [n.node.node_id for n in found] == [n.node.node_id for n in retriever.retrieve(AIRPORT)]


def test_a_language_model_reads_where_a_passage_is_from_but_no_offsets(tmp_path, seeds_bot):
    (node, *_) = QaBotRetriever(seeds_bot, limit=1).retrieve(AIRPORT)
    read = node.node.get_content(MetadataMode.LLM)
    assert "source: 003_906e3ae5712f44c8.txt" in read
    assert "start" not in read.replace(node.node.text, "")


def test_they_work_where_llama_index_takes_retrievers_and_engines(seeds_bot):
    retriever, engine = QaBotRetriever(seeds_bot), QaBotQueryEngine(seeds_bot)
    fused = QueryFusionRetriever([retriever], llm=MockLLM(), num_queries=1, similarity_top_k=3, use_async=False)
    assert [n.node.node_id for n in fused.retrieve(AIRPORT)] == [n.node.node_id for n in retriever.retrieve(AIRPORT)[:3]]
    kept = SimilarityPostprocessor(similarity_cutoff=retriever.retrieve(AIRPORT)[1].score).postprocess_nodes(
        retriever.retrieve(AIRPORT)
    )
    assert len(kept) == 2
    tool = QueryEngineTool.from_defaults(engine, name="handbook", description="Answers from the handbook.")
    assert tool.call(AIRPORT).content == seeds_bot.ask(AIRPORT).text
    assert str(TransformQueryEngine(engine, IdentityQueryTransform()).query(AIRPORT)) == seeds_bot.ask(AIRPORT).text


def test_an_error_of_the_bot_is_raised_as_it_is(seeds_bot):
    with pytest.raises(UsageError, match="empty"):
        QaBotQueryEngine(seeds_bot).query("?")
    with pytest.raises(UsageError, match="1 to 40"):
        QaBotRetriever(seeds_bot, limit=0).retrieve(AIRPORT)


def test_only_the_language_models_the_judge_and_this_integration_import_llama_index():
    folders = {
        path.relative_to(ROOT / "qa_bot").parts[0]
        for path in (ROOT / "qa_bot").rglob("*.py")
        if any(f"{name}.".startswith("llama_index.") for name in imports(path))
    }
    assert folders == {"llm", "evaluation", "integrations"}
