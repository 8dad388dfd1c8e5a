# make run    start the assistant: on Telegram when TELEGRAM_BOT_TOKEN is set, else in this terminal
# make test   run the tests
# make check  everything CI runs: format, lint, types, import contracts, tests
# make fuzz   read 2,000 damaged files (make check reads fewer)
# make eval   measure answers:  make eval QUESTIONS="file.jsonl more.txt"
# make bench  measure this machine beside other libraries (extra `bench`), then make load:  make bench BENCH="--data-dir DIR"
# make load   let 200 people chat for ten minutes while 5 % of the calls fail:  make load LOAD="--people 20 --seconds 60"
# make plug   kill fifty indexing runs at random moments; after each the assistant must still answer
# make screenshots   draw the pictures of the README from the reviewed conversations (takes Chromium)

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check install --constraint constraints.txt
QUESTIONS ?= ../shared/data/questions/dev.jsonl

.PHONY: run setup test check fuzz eval bench plug load screenshots

run: .venv/.run
	@$(PY) -m scripts.reindex --if-needed
	@$(PY) -m bot

setup: .venv/.dev

test: .venv/.dev
	@$(PY) -m pytest

check: .venv/.dev
	@$(PY) -m ruff format --check
	@$(PY) -m ruff check
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m pytest

fuzz: .venv/.dev
	@FUZZ_EXAMPLES=2000 $(PY) -m pytest tests/corpus/test_fuzz.py

eval: .venv/.run
	@$(PY) -m scripts.evaluate $(QUESTIONS)

bench: .venv/.run
	@$(PY) -m scripts.benchmark $(BENCH)
	@$(MAKE) --no-print-directory load

plug: .venv/.dev
	@$(PY) -m pytest tests/journeys/test_plug.py --kills 50

load: .venv/.run
	@$(PY) -m scripts.reindex --if-needed
	@$(PY) -m scripts.load $(LOAD)

screenshots: .venv/.dev
	@$(PY) -m scripts.screenshots --out docs/images docs/images/botfather.txt \
		$(addprefix tests/bot/chat/golden/,01-lam-quen.txt 06-dan-chieu.txt 08-thu-vien.txt 13-nhom.txt 14-chu-dam.txt 15-nhac-hoc.txt)

# torch goes first and by itself: from an open range pip would choose a build of several gigabytes.
.venv/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (make PYTHON=...)")'
	@echo "Installing into .venv (a few minutes the first time) ..." >&2
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PIP) "$$(grep '^torch==' constraints.txt)"
	@$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.run
	@$(PIP) --editable '.[dev]'
	@touch $@
