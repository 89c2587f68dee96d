# `make run` starts Countersign, `make test` tests it, `make check` reads it over.
PYTHON_IN_VENV := .venv/bin/python
BIN := .venv/bin
CODE := config accounts audit guidance drafts approvals publishing tests bench manage.py
TEMPLATES := templates accounts audit guidance drafts approvals publishing
ARGS :=
# Nothing that `check` calls may need a database; makemigrations only warns without one.
WITHOUT_DATABASE := DATABASE_URL=postgresql://nobody@127.0.0.1:1/none REDIS_URL=redis://127.0.0.1:1/0 \
	COUNTERSIGN_SECRET_KEY=for-checks-only COUNTERSIGN_LOG_LEVEL=ERROR
NO_HISTORY := -W "ignore:Got an error checking a consistent migration history:RuntimeWarning"

.PHONY: run test test-go check figures bench soak screenshots install install-dev
.DEFAULT_GOAL := run

install:
	@sh requirements/install.sh run

install-dev:
	@sh requirements/install.sh dev

# COUNTERSIGN_PORT=8000 by default; docs/operations.md lists every variable.
run: install
	@exec $(PYTHON_IN_VENV) -m config.run

test: install-dev
	@sh requirements/install-pds.sh
	@PYTHONDONTWRITEBYTECODE= exec $(PYTHON_IN_VENV) -m pytest -n 2 --dist worksteal $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/djlint $(TEMPLATES) --check --quiet
	$(BIN)/djlint $(TEMPLATES) --lint --quiet
	$(BIN)/yamllint --strict docker-compose.yml
	$(WITHOUT_DATABASE) $(PYTHON_IN_VENV) $(NO_HISTORY) manage.py makemigrations --check --dry-run
	$(WITHOUT_DATABASE) $(PYTHON_IN_VENV) manage.py check --fail-level WARNING
	$(WITHOUT_DATABASE) $(PYTHON_IN_VENV) manage.py write_docs --check
	$(PYTHON_IN_VENV) -m bench.figures

# The log before Go's own transparency-log packages; fetches the Go toolchain (254 MB).
test-go:
	@sh requirements/install.sh verify
	@$(PYTHON_IN_VENV) -m pytest tests/audit/test_go_checker.py $(ARGS)

# Measures the log against its budgets, and beside other projects' logs, in one table.
# About five minutes; COUNTERSIGN_BENCH_SIZE=10000000 for the budgets' own sizes.
bench:
	@sh requirements/install.sh bench
	@$(PYTHON_IN_VENV) -m bench $(ARGS)

# Eight workers and 1,000 posts for ten minutes, with workers killed and the queue flushed
# at random; docs/operations.md lists its variables.
soak:
	@sh requirements/install.sh dev
	@$(PYTHON_IN_VENV) -m bench soak

figures: install-dev
	@$(PYTHON_IN_VENV) -m bench.figures

# The two pictures of README.md, taken by the browser tests.
screenshots: install-dev
	@mkdir -p docs/screenshots
	@COUNTERSIGN_SCREENSHOTS=$(CURDIR)/docs/screenshots $(PYTHON_IN_VENV) -m pytest -q tests/browser/test_journey.py -k True
