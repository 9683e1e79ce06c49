# make          sets everything up and builds every handout into dist/
# make desk     sets everything up and opens the desk: print for patients, set up the clinic
# make bundle   makes a folder in build/bundle that runs the desk on computers without Python
# make test     sets everything up, checks the code and runs the tests but those of verify and fuzz
# make check    only checks the code: style and types
# make verify   builds everything, has all of it judged by other people's validators, and runs the
#               tests that take long: every combination, every language, kills, the packages
# make renderers compares every page as up to five renderers draw it
# make fuzz     gives what comes in from outside 10,000 inputs in all; INPUTS=100000 for so many
# make kills    kills builds 300 times, mail runs and the desk 100 times, and at every change of a file;
#               prints 1,000 random forms, and looks for 100 patients on the whole disk
# make bench    times what matters, as ratios measured in one run, against other programs too
# make clean    removes the outputs and the environment
#
# All paths are relative, so the folder may have spaces in its name.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# Tests wait for browsers, servers and kills: one more at a time than there are cores.
WORKERS = $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)')
TESTS = $(BIN)/python -m pytest -q -n $(WORKERS)
BY_FILE := --dist loadfile --no-loadscope-reorder
# A plain path to this folder: the usual way runs code of its own each time Python starts (25 ms).
EDITABLE := --config-settings editable_mode=compat --editable

.PHONY: build desk bundle test check verify renderers fuzz kills bench clean

build: .venv/ready
	$(BIN)/python build.py

desk: .venv/ready
	$(BIN)/python build.py desk --content handouts/content --out dist

bundle: .venv/ready
	$(PIP) $(EDITABLE) '.[mail]'
	$(PIP) 'pyinstaller>=6.11'
	$(BIN)/python -m PyInstaller --noconfirm --distpath build/bundle --workpath build/bundle-work bundle/desk.spec

test: check
	$(TESTS) $(BY_FILE) -m 'not sweep and not hostile'

check: .venv/ready-to-test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy handouts figures tests build.py
	$(BIN)/lint-imports

verify: build .venv/ready-to-test
	.ci/verify
	$(TESTS) $(BY_FILE) -m sweep

renderers: build
	.ci/compare

fuzz: .venv/ready-to-test
	$(TESTS) -m hostile --hypothesis-profile fuzz

kills: .venv/ready-to-test
	KILLS=300 MAIL_KILLS=100 DESK_KILLS=100 FORMS=1000 PATIENTS=100 $(TESTS) \
	  tests/building/test_crash.py tests/approvals/test_approvals_records.py \
	  tests/mail/test_mail_kills.py tests/mail/test_mail_sending.py \
	  tests/editing/test_editing_drafts.py tests/desk/test_approve_screen.py \
	  tests/desk/test_print_screen.py

bench: .venv/ready-to-test
	$(PIP) $(EDITABLE) '.[bench]'
	$(BIN)/python benchmarks/ratios.py
	$(BIN)/python benchmarks/builds.py
	$(BIN)/python benchmarks/emails.py
	$(BIN)/python benchmarks/desk.py
	$(BIN)/python benchmarks/tasks.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis ./*.egg-info

# The empty files `ready` and `ready-to-test` say when the environment was last brought up to date.
.venv/ready: .venv/pyvenv.cfg pyproject.toml
	$(PIP) $(EDITABLE) .
	touch $@

.venv/ready-to-test: .venv/pyvenv.cfg pyproject.toml
	$(PIP) $(EDITABLE) '.[test]'
	touch .venv/ready $@

.venv/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo 'Python is missing: install Python 3.11 or newer, or name one: make PYTHON=python3.12' >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo 'Setting up Python in .venv (the first time takes about a minute)'
	@$(PYTHON) -m venv .venv || { \
	  rm -rf .venv; \
	  echo 'Python could not make a virtual environment: on Debian or Ubuntu, apt install python3-venv' >&2; \
	  exit 1; }
