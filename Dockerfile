# The product for a clinic: one image for web, workers and beat. No demo data, no tests, no root.
FROM python:3.13.9-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    CBTBACK_DATA_DIR=/data \
    PATH=/app/.venv/bin:$PATH

RUN useradd --create-home --uid 10001 cbtback \
    && install --directory --owner cbtback --mode 0700 /data

WORKDIR /app
COPY requirements.lock ./
COPY cbtback/__init__.py cbtback/bootstrap.py ./cbtback/
# The locked packages, by the same code as on any other machine; compiled here, since the one who
# runs them may not write.
RUN python -m cbtback.bootstrap && python -m compileall -q .venv/lib

COPY . .
# Fonts and static files belong to the image. This step has no secrets, and keeps none:
# they are made for it alone and are gone with its data folder.
ENV CBTBACK_STATIC_ROOT=/app/static-files
RUN export CBTBACK_DATA_DIR=/tmp/build CBTBACK_DEMO=0 \
    && python manage.py build_fonts \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && rm -r /tmp/build \
    && python -m compileall -q .

USER cbtback
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s \
    CMD ["python", "-m", "cbtback.answering", "http://127.0.0.1:8000/healthz"]
CMD ["python", "-m", "granian", "cbtback.wsgi:application", "--interface", "wsgi", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", \
     "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"]
