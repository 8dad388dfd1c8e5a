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
stop = { echo "$(1)" >&2; exit 1; }
NO_VENV = Chưa tạo được .venv. Trên Debian, Ubuntu hãy chạy: sudo apt-get install python3-venv, rồi gõ lại lệnh.
NO_PACKAGES = Cài đặt chưa xong. Hãy kiểm tra mạng và chỗ trống trên đĩa (cần 5 GB), rồi gõ lại lệnh.
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

# A .venv without pip is what a failed "venv" leaves behind where python3-venv was missing: it is made anew.
# torch goes first and by itself: from an open range pip would choose a build of several gigabytes.
.venv/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python từ 3.11 (có bản khác: make run PYTHON=python3.12).")'
	@echo "Đang cài đặt vào thư mục .venv (lần đầu mất vài phút) ..." >&2
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || $(call stop,$(NO_VENV))
	@$(PIP) "$$(grep '^torch==' constraints.txt)" || $(call stop,$(NO_PACKAGES))
	@$(PIP) --editable . || $(call stop,$(NO_PACKAGES))
	@touch $@

.venv/.dev: .venv/.run
	@$(PIP) --editable '.[dev]'
	@touch $@
