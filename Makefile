# Thin: manage.py does the work, and stands in the README for those without make.
PYTHON ?= python3

.PHONY: start test lock

start:
	@$(PYTHON) manage.py start

test:
	@$(PYTHON) manage.py test

# For maintainers, after a change of pyproject.toml; needs uv. The locks name no index and no machine.
UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate pyproject.toml
lock:
	@$(UV_COMPILE) -o requirements.lock
	@$(UV_COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
