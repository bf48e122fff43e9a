# The bot as an image: no torch, no compiler, not root; the root may be read-only (compose.yaml runs it so).
#   docker build --tag qa-bot .
#   docker run --rm --volume ./handbook:/documents:ro --volume qa-bot:/data qa-bot ask "How many days of leave are there?"
FROM python:3.12-slim AS build
# Extras of pyproject.toml, separated by commas; `sentence-transformers` would bring torch. What these three need is locked.
ARG EXTRAS=discord,serve,llm
WORKDIR /src
COPY pyproject.toml README.md LICENSE requirements/image.txt ./
COPY prompts prompts
COPY qa_bot qa_bot
# kubernetes comes with Chroma and serves its distributed server alone; hf-xet speeds up downloads that never happen.
# docs/install.md says what that saves; tests/deploy/ asks and ingests without them.
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv --without-pip /opt/qa-bot \
    && pip --python /opt/qa-bot/bin/python install --disable-pip-version-check --no-deps --require-hashes --requirement image.txt \
    && pip --python /opt/qa-bot/bin/python install --disable-pip-version-check ".[${EXTRAS}]" \
    && pip --python /opt/qa-bot/bin/python uninstall --yes --quiet kubernetes hf-xet

FROM python:3.12-slim
COPY --from=build /opt/qa-bot /opt/qa-bot
COPY deploy/healthy.py /opt/qa-bot/healthy.py
RUN groupadd --gid 10001 qa-bot \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin qa-bot \
    && install --directory --owner qa-bot --group qa-bot /data /data/state
# Documents are mounted at /documents. What the bot writes lies in /data: the index in /data/index, the rest in /data/state.
ENV PATH=/opt/qa-bot/bin:$PATH \
    HOME=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QA_BOT_CORPUS_DIR=/documents \
    QA_BOT_STATE_DIR=/data/state
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "/opt/qa-bot/healthy.py"]
ENTRYPOINT ["qa-bot"]
CMD ["--help"]
