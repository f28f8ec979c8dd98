# `make help` says what each command does.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --require-hashes
# A complete, strict environment for `make check`; it reads nothing of .env.
STRICT := DEBUG=0 ALLOWED_HOSTS=portal.example.vn SITE_URL=https://portal.example.vn \
  TRUSTED_PROXIES=127.0.0.1 SECRET_KEY=only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz

# An .env of before has no key for the Party records: it gets one, and keeps it.
define NEW_PARTY_KEY
import base64, os
lines = open('.env', encoding='utf-8').read().splitlines()
key = base64.urlsafe_b64encode(os.urandom(32)).decode()
kept = [line for line in lines if not line.startswith('PARTY_KEY=')]
with open('.env', 'w', encoding='utf-8') as file:
    file.write('\n'.join([*kept, 'PARTY_KEY=' + key, '']))
endef
export NEW_PARTY_KEY

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run setup dev test check bench lock help

run: setup  ## Chạy cổng thông tin (PORT=8001 make run để đổi cổng)
	@DEBUG=0 exec $(BIN)/python manage.py run_portal --port $(PORT)

setup: .venv/run.stamp .env  ## Chỉ tạo môi trường: .venv và tệp .env có khóa bí mật
	@grep -q '^PARTY_KEY=.' .env || $(PYTHON) -c "$$NEW_PARTY_KEY"

dev: .venv/dev.stamp .env  ## Chạy để lập trình: tự nạp lại mã, có debug toolbar
	@DEBUG=1 $(BIN)/python manage.py migrate --verbosity 0
	@DEBUG=1 exec $(BIN)/python manage.py runserver $(PORT)

test: .venv/dev.stamp  ## Chạy mọi bài kiểm tra, trên SQLite và PostgreSQL
	@exec $(BIN)/python -m tests.run $(ARGS)

check: .venv/dev.stamp  ## Soát mã: ruff, mypy, djlint, import, migration, check --deploy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(STRICT) $(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings tests.settings
	$(STRICT) $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: .venv/dev.stamp .env  ## Đo tốc độ (khoảng 30 phút; cần wrk để đo qua HTTP)
	@exec $(BIN)/python benchmarks/run.py $(ARGS)

lock: .venv/dev.stamp  ## Khóa lại phiên bản thư viện theo pyproject.toml (cần uv)
	@for extra in run s3 dev; do \
	  case $$extra in \
	    s3) extras="--extra s3 --constraint requirements/run.txt";; \
	    dev) extras="--extra s3 --extra dev --constraint requirements/s3.txt";; \
	  esac; \
	  uv pip compile pyproject.toml $$extras --generate-hashes --universal \
	    --python-version 3.11 --no-header --no-annotate --quiet \
	    --output-file requirements/$$extra.txt; \
	done

help:  ## In danh sách lệnh này
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

# What is made once, and again when its source changes.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên." if sys.version_info < (3, 11) else 0)'
	@echo "Đang tạo môi trường Python…"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Chưa tạo được .venv; trên Debian: sudo apt-get install python3-venv"; exit 1; }

.venv/run.stamp: requirements/run.txt | .venv/bin/python
	@echo "Đang cài thư viện…"
	@$(PIP) -r $<
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/bin/python
	@echo "Đang cài thư viện và công cụ kiểm tra…"
	@$(PIP) -r $<
	@touch $@

.env:
	@umask 077; $(PYTHON) -c "import secrets; \
	text = open('.env.example', encoding='utf-8').read(); \
	print(text.replace('\nSECRET_KEY=', '\nSECRET_KEY=' + secrets.token_urlsafe(50)), end='')" > $@
