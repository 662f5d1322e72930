# Datamart. `make help` lists what there is; `make run` and `make test` set up everything they need.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-faults coverage build setup docs format lint bench bench-scaling bench-mysql bench-orc soak-orc clean

# Debian packages that the build links against (and sqlite3 to look at the result), and those that only the tests need.
SYSTEM_PACKAGES := zlib1g-dev libzstd-dev libsnappy-dev liblz4-dev libbrotli-dev libsqlite3-dev libmariadb-dev pkg-config sqlite3 tzdata
TEST_PACKAGES := python3 python3-venv openjdk-17-jre-headless mariadb-server

# What `make run` works on. CSV: a file to import first. SILVER: a warehouse of your own. ROWS: size of the sample when there is neither.
SILVER ?=
CSV ?=
GOLD ?= sqlite:gold.db
ROWS ?= 200000

# What benchmarks read: ROWS= generated rows, as they are, written anew by Spark, and as Parquet. CUBES= are timed as well; SPARK=1 times Spark.
# `make soak-orc` runs for so long.
BENCH_ROWS := $(if $(filter file,$(origin ROWS)),7728394,$(ROWS))
BENCH_GENERATED := .build-bench/generated-$(BENCH_ROWS)
BENCH_SILVER := .build-bench/spark-$(BENCH_ROWS)
BENCH_PARQUET := .build-bench/parquet-$(BENCH_ROWS)
CUBES ?=
SPARK ?=
FUZZ_SECONDS ?= 600

# What `make bench-mysql` publishes.
MYSQL_ROWS ?= 1000000

# Release builds are made for this machine's processor (CPU=x86-64 for any, which is slower), and without checks of exclusive
# access at run time, which the tests' debug builds have.
CPU := $(if $(findstring x86_64,$(shell uname -m)),native)
RELEASE := -c release -Xswiftc -enforce-exclusivity=unchecked $(if $(CPU),-Xswiftc -Xcc -Xswiftc -march=$(CPU))

WAREHOUSE := $(or $(SILVER),silver)
DATAMART := .build/release/datamart
SOURCES := Package.swift Sources Tests
FORMAT := swift format --configuration .swift-format --parallel --recursive

# Tests take this interpreter if it is given, else one of their own with the pinned packages.
DATAMART_TEST_PYTHON ?= $(CURDIR)/.venv/bin/python
export DATAMART_TEST_PYTHON
PYTHON_READY := $(if $(filter $(CURDIR)/.venv/%,$(DATAMART_TEST_PYTHON)),.venv/installed)

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make run CSV=US_Accidents_March23.csv     import a CSV, then run"
	@echo "  make run SILVER=/data/warehouse           run on a Hive warehouse of your own"

run: build ## Build, make a sample Silver unless CSV= or SILVER= is given, and publish Gold to gold.db
ifneq ($(CSV),)
	@$(DATAMART) import '$(CSV)' --silver '$(WAREHOUSE)'
else ifeq ($(SILVER),)
	@[ -d silver/accidents_warehouse.db ] || $(DATAMART) generate --rows $(ROWS) --silver silver
endif
	@$(DATAMART) run --silver '$(WAREHOUSE)' --gold '$(GOLD)'

test: setup $(PYTHON_READY) ## Install what the tests need and run them all
	@Scripts/install-packages.sh $(TEST_PACKAGES)
	@swift build --build-tests
	@swift test --skip-build --parallel --disable-xctest

test-faults: setup $(PYTHON_READY) ## Run the tests that kill MySQL servers and clients and wait for their time-outs, too
	@swift build --build-tests
	@DATAMART_TEST_FAULTS=1 swift test --skip-build --disable-xctest --filter MySQL

coverage: setup $(PYTHON_READY) ## Run the tests and print the share of lines that they reach, target by target
	@Scripts/install-packages.sh $(TEST_PACKAGES)
	@swift test --scratch-path .build-coverage --enable-code-coverage --parallel --disable-xctest
	@python3 Scripts/coverage.py "$$(swift test --scratch-path .build-coverage --show-codecov-path)"

build: setup ## Build the command in release mode
	@swift build $(RELEASE) --product datamart

setup:
	@Scripts/install-packages.sh $(SYSTEM_PACKAGES)

.venv/installed: Tests/requirements.txt
	@Scripts/install-packages.sh $(TEST_PACKAGES)
	@python3 -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
	@touch $@

docs: ## Write the documents that are generated from the program
	@DATAMART_TEST_RECORD=1 swift test --disable-xctest --filter 'DatamartTests.*Document' >/dev/null || true
	@git --no-pager diff --stat -- docs Tests/Reference/contract.json

format: ## Format the sources
	@$(FORMAT) --in-place $(SOURCES)

lint: ## Say what `make format` would change and which public declarations lack documentation
	@swift format lint --strict --configuration .swift-format --parallel --recursive $(SOURCES)

bench: build $(PYTHON_READY) $(BENCH_SILVER) $(BENCH_PARQUET) ## Measure the way from CSV to Gold, and cubes beside DuckDB and Polars
	@$(DATAMART_TEST_PYTHON) Benchmarks/pipeline.py $(DATAMART)
	@$(DATAMART_TEST_PYTHON) Benchmarks/cubes.py $(DATAMART) $(BENCH_SILVER) $(BENCH_PARQUET) $(if $(CUBES),--cubes $(CUBES)) $(if $(SPARK),--spark)

bench-scaling: build $(PYTHON_READY) $(BENCH_SILVER) ## Measure cubes of 1 to 30 million rows, and where their time goes (needs perf)
	@$(DATAMART_TEST_PYTHON) Benchmarks/scaling.py $(DATAMART)
	@$(DATAMART_TEST_PYTHON) Benchmarks/shares.py $(DATAMART) $(BENCH_SILVER)

bench-mysql: build $(PYTHON_READY) ## Publish MYSQL_ROWS= rows (default 1,000,000) to MySQL beside other ways to load them
	@Scripts/install-packages.sh mariadb-server libmariadb-java openjdk-17-jre-headless
	@python3 Benchmarks/mysql.py $(DATAMART) $(MYSQL_ROWS) $(DATAMART_TEST_PYTHON)

bench-orc: build $(PYTHON_READY) $(BENCH_SILVER) ## Read and write ORC side by side with Apache's C++ library, on 7.7 M rows in Spark's layout
	@swift build --package-path Benchmarks $(RELEASE)
	@$(DATAMART_TEST_PYTHON) Benchmarks/orc.py Benchmarks/.build/release/ORCBenchmark $(BENCH_SILVER)/accidents_warehouse.db/accidents_clean

$(BENCH_GENERATED): | build
	@$(DATAMART) generate --rows $(BENCH_ROWS) --silver $@

$(BENCH_SILVER): | $(BENCH_GENERATED) $(PYTHON_READY)
	@rm -rf $@.part
	@$(DATAMART_TEST_PYTHON) Benchmarks/spark_silver.py $(BENCH_GENERATED) $@.part
	@mv $@.part $@

$(BENCH_PARQUET): | $(BENCH_GENERATED) $(PYTHON_READY)
	@rm -rf $@.part
	@$(DATAMART_TEST_PYTHON) Benchmarks/parquet.py $(BENCH_GENERATED) $@.part
	@mv $@.part $@

soak-orc: setup ## Read damaged ORC files for FUZZ_SECONDS= seconds (default 600), from a printed seed
	@swift build $(RELEASE) --product ORCFuzz
	@.build/release/ORCFuzz --seconds $(FUZZ_SECONDS) --corpus Tests/ORCTests/Fixtures/Reading

clean: ## Remove everything that was built or installed here
	@rm -rf .build .build-* .venv Benchmarks/.build
