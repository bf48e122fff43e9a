"""qa-bot as it is installed, without a language model: league/entrant.py says how it is run."""

from entrant import Given, folders, take_part

from qa_bot import open_bot
from qa_bot.evaluation.text_match import without_markers


def main() -> None:
    corpus, work = folders()
    with open_bot(corpus, index=work / "index", llm="none") as bot:

        def answer(question: str) -> Given:
            found = bot.ask(question)
            sources = dict.fromkeys(citation.source for citation in found.citations)
            return (without_markers(found.text), tuple(sources)) if found.status == "answered" else (None, ())

        take_part(answer)


if __name__ == "__main__":
    main()
