# Everything a person types here. Needs make, and Python 3.11 or newer with pip and venv; the rest is installed into .venv.
# Kept within what GNU make 3.81 understands, which is the make of macOS.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check

ARTICLE = fixtures/articles/docs/north-korean-troops.txt
ABOUT = --date 2024-10-24 --outlet "The Harbour Dispatch" \
	--title "Seoul holds out arms for Kyiv as quarrel over North Korean soldiers grows"

.PHONY: help demo test test-all check benchmarks docs wheel clean

help:
	@echo "make demo        install stancegraph into $(VENV), read an article, make a page, rank its actors"
	@echo "make test        install what development needs, run the tests"
	@echo "make test-all    the slow tests too"
	@echo "make check       formatting, lint, types, direction of imports"
	@echo "make benchmarks  how well and how fast"
	@echo "make docs        write the generated parts of docs/ anew, and the picture (needs Chromium)"
	@echo "make wheel       build dist/stancegraph-*.whl"
	@echo "make clean       remove $(VENV) and everything that was made"
	@echo "With another Python: make demo PYTHON=python3.12"

demo: $(VENV)/installed
	@mkdir -p demo
	@$(BIN)/stancegraph extract $(ARTICLE) $(ABOUT) --documents demo/documents.jsonl -o demo/statements.jsonl
	@$(BIN)/stancegraph explore demo/statements.jsonl -o demo/page.html --heading "North Korean soldiers in Russia, October 2024"
	@echo
	@echo "The ten most central actors of $(ARTICLE):"
	@$(BIN)/stancegraph centrality demo/statements.jsonl --top 10
	@echo
	@echo "The page: $(CURDIR)/demo/page.html"

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

test-all: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q -n auto --dist loadgroup -m "" --hypothesis-profile=thorough

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

benchmarks: $(VENV)/installed-dev
	$(BIN)/python benchmarks/scores.py
	$(BIN)/python benchmarks/quality.py --heldout
	$(BIN)/python benchmarks/articles.py
	$(BIN)/python benchmarks/sureness.py
	$(BIN)/python benchmarks/calibration.py
	$(BIN)/python benchmarks/cpu.py
	$(BIN)/python benchmarks/dynamics.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/centrality.py

docs: $(VENV)/installed-dev
	$(BIN)/python docs/make_generated.py
	$(BIN)/python docs/make_picture.py

wheel: $(VENV)/installed-dev
	$(BIN)/python -m build --outdir dist

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps stand inside the environment, so that they go when it goes. The package is installed in place: only a
# change of what it needs asks for a new installation.
$(VENV)/created:
	@command -v $(PYTHON) > /dev/null || { echo "stancegraph needs Python 3.11 or newer; there is no $(PYTHON) here" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "stancegraph needs Python 3.11 or newer; $(PYTHON) is %d.%d. Try: make PYTHON=python3.12" % v[:2] or 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/created
	@echo "Installing stancegraph and what it needs into $(VENV): a minute or two"
	@$(PIP) install --quiet -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/created
	@echo "Installing stancegraph and what its development needs into $(VENV): a minute or two"
	@$(PIP) install --quiet -e ".[dev]"
	@touch $(VENV)/installed $@
