# towkay: what can be asked of this folder. `make` alone lists it.

STAGE ?= default
# A stage's processors are said once, in samconfig.toml; the layer must be built for the same.
ARCHITECTURE ?= $(or $(shell sed -n '/^\[$(STAGE)\.deploy/,/^\[/s/.*Architecture=[\\"]*\([a-z0-9_]*\).*/\1/p' samconfig.toml),x86_64)
FUNCTION ?= FaqFunction
EVENT ?= events/faq/line-text.json

export UV_PYTHON_DOWNLOADS = never
export UV_CUSTOM_COMPILE_COMMAND = make lock
export SAM_CLI_TELEMETRY = 0
# Hundreds of processes load the same modules: compiled once, also where a machine says never to.
export PYTHONDONTWRITEBYTECODE =
export ARCHITECTURE

# The layers' own Makefiles look for uv and for the target's Python here first.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

UV = .venv/bin/uv
VENV_PYTHON = .venv/bin/python
SAM = .tools/sam/bin/sam
INSTALL = $(UV) pip install -q --require-hashes
LOCK = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes
LOCKS = dev emulator sam lambda bench install
SOURCES = $(shell find layers functions -name '*.py' -o -name Makefile -o -name requirements.txt)
SETUP = .venv/.ok .tools/emulator/.ok .build/layers/dependencies.ok
BUILT = .aws-sam/build/template.yaml
# The second opinion on DynamoDB needs Java and npm; without them its tests say so and are left out.
DYNAMODB_LOCAL = $(if $(and $(shell command -v java),$(shell command -v npm)),.tools/dynamodb-local/.ok)

# What the webhooks are compared with in Node; a quick bench, or one without npm, leaves it out.
BOTTENDER = $(if $(QUICK),,$(if $(shell command -v npm),.tools/bottender/.ok))

# Hundreds of answers and refusals that one table and one way of reading them explain.
MORE_OF_THE_SAME = --ignore=tests/unit/simulators --ignore=tests/unit/channels/test_documented_answers.py \
  --ignore=tests/unit/rehearse --ignore=tests/unit/calendar/test_walls.py \
  --ignore=tests/unit/channels/test_parsers_survive.py --ignore=tests/unit/explaining
# Every core runs a part of the suite, file by file: what a file sets up is set up once. Each run has
# another order of sets, and all cores the same.
ON_EVERY_CORE = PYTHONHASHSEED=$${PYTHONHASHSEED:-$$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
SPREAD = -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(SETUP) ## eleven days of a small shop on four channels, in 73 steps; prints the transcript
	@.venv/bin/towkay demo

.PHONY: test
test: $(SETUP) $(BUILT) .tools/lambda/.ok $(DYNAMODB_LOCAL) ## every test
	@$(if $(DYNAMODB_LOCAL),,echo "No java and npm here: the contract tests on DynamoDB Local are left out.")
	@$(ON_EVERY_CORE) $(VENV_PYTHON) -m pytest -q -rs $(SPREAD)

.PHONY: rehearse
rehearse: $(SETUP) ## 10,000 events with duplicates, disorder and killed workers, in virtual time
	@$(VENV_PYTHON) -m bench.morning

.PHONY: bench
bench: $(SETUP) $(BUILT) .tools/lambda/.ok .tools/bench/.ok $(BOTTENDER) ## every figure, beside a floor or a peer: QUICK=1 in a minute, JSON=FILE
	@$(VENV_PYTHON) -m bench $(if $(QUICK),--quick) $(if $(JSON),--json "$(JSON)")

.PHONY: mutants
mutants: $(SETUP) ## plants known faults; each must fail its named test; THIRD=0, 1 or 2: a third
	@$(VENV_PYTHON) -m tests.mutants.run $(if $(THIRD),--third $(THIRD))

.PHONY: setup
setup: $(SETUP) ## everything that demo needs; makes .venv/bin/towkay

.PHONY: check
check: $(SETUP) .tools/sam/.ok .tools/lambda/.ok ## format, lint, types, import contracts, locks, template, build
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(MAKE) --no-print-directory check-locks
	@mkdir -p .build
	$(VENV_PYTHON) -m workbench.cfn > .build/template.json
	AWS_DEFAULT_REGION=ap-northeast-1 $(SAM) validate --lint --template-file .build/template.json
	AWS_DEFAULT_REGION=ap-northeast-1 $(SAM) validate --lint
	$(MAKE) --no-print-directory build
	$(ON_EVERY_CORE) $(VENV_PYTHON) -m pytest -q $(SPREAD) tests/stack

.PHONY: test-oldest
test-oldest: .tools/oldest/.ok ## the unit tests on the oldest Python promised, 3.11; QUICK=1: fewer
	@$(ON_EVERY_CORE) .tools/oldest/bin/python -m pytest -q $(SPREAD) tests/unit $(if $(QUICK),$(MORE_OF_THE_SAME))

.PHONY: lock
lock: .venv/.ok ## exact versions with hashes, from pyproject.toml; UPGRADE=1 takes the newest
	$(foreach name,$(LOCKS),$(LOCK) $(if $(UPGRADE),--upgrade) $(call lock-source,$(name)) -o requirements/$(name).lock &&) true
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml -o layers/dependencies/requirements.txt

# With the deployed dependencies, where our own code runs in the environment.
lock-source = $(if $(filter dev bench,$(1)),pyproject.toml) --group $(1)

.PHONY: check-locks
check-locks: .venv/.ok
	rm -rf .build/locks && mkdir -p .build/locks
	cp requirements/*.lock layers/dependencies/requirements.txt .build/locks/
	$(foreach name,$(LOCKS),$(LOCK) $(call lock-source,$(name)) -o .build/locks/$(name).lock > /dev/null &&) true
	$(LOCK) pyproject.toml -o .build/locks/requirements.txt > /dev/null
	@for lock in requirements/*.lock layers/dependencies/requirements.txt; do \
	  cmp -s "$$lock" ".build/locks/$${lock##*/}" || { echo "$$lock is not what pyproject.toml says: run make lock"; exit 1; }; \
	done

.PHONY: build
build: ## the deployable bundle in .aws-sam/build, for STAGE's processors
	@rm -f $(BUILT)
	@$(MAKE) --no-print-directory $(BUILT)

.PHONY: invoke
invoke: $(SETUP) ## one function on one event, on a bench made for it: FUNCTION=FaqFunction EVENT=events/faq/line-text.json
	@.venv/bin/towkay invoke $(FUNCTION) $(EVENT)

.PHONY: deploy
deploy: build ## to AWS, with your credentials; STAGE=prod takes that table of samconfig.toml
	$(SAM) deploy --config-env $(STAGE)

.PHONY: clean
clean: ## removes what was built and installed
	rm -rf .venv .tools .build .aws-sam .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

# ── Environments: one per set of pins, each behind a stamp ──────────────────────────────────────

.venv/.ok: requirements/install.lock requirements/dev.lock pyproject.toml
	@echo "set-up: the project's environment, .venv"
	@python=$${PYTHON:-$$(tools/find-python)} && "$$python" -m venv .venv
	@$(VENV_PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/install.lock
	@$(INSTALL) --python $(VENV_PYTHON) -r requirements/dev.lock
	@$(UV) pip install -q --python $(VENV_PYTHON) --no-deps --no-build-isolation -e .
	@touch $@

.tools/emulator/.ok: requirements/emulator.lock | .venv/.ok
	@echo "set-up: the embedded AWS, .tools/emulator"
	@$(call environment,emulator)
.tools/sam/.ok: requirements/sam.lock | .venv/.ok
	@echo "set-up: SAM CLI, .tools/sam"
	@$(call environment,sam)
.tools/lambda/.ok: requirements/lambda.lock | .venv/.ok
	@echo "set-up: the Lambda runtime's client, .tools/lambda"
	@$(call environment,lambda)
.tools/bench/.ok: requirements/bench.lock | .venv/.ok
	@echo "set-up: what the benches compare with, .tools/bench"
	@$(call environment,bench)

environment = $(UV) venv -q --allow-existing --python $(VENV_PYTHON) .tools/$(1) \
  && $(INSTALL) --python .tools/$(1)/bin/python -r requirements/$(1).lock && touch .tools/$(1)/.ok

.tools/oldest/.ok: requirements/dev.lock | .venv/.ok
	@echo "set-up: Python 3.11, .tools/oldest"
	@$(UV) venv -q --allow-existing --python "$$(tools/find-python 3.11)" .tools/oldest
	@$(INSTALL) --python .tools/oldest/bin/python -r requirements/dev.lock
	@$(UV) pip install -q --python .tools/oldest/bin/python --no-deps -e .
	@touch $@

# The same Makefile builds the layer for the workbench as for AWS, but for the Python that runs here.
.build/layers/dependencies.ok: layers/dependencies/requirements.txt layers/dependencies/Makefile | .venv/.ok
	@echo "set-up: the dependency layer for this machine, .build/layers"
	@rm -rf .build/layers/dependencies && mkdir -p .build/layers/dependencies
	@$(MAKE) -s --no-print-directory -C layers/dependencies build-DependenciesLayer \
	  ARTIFACTS_DIR="$(CURDIR)/.build/layers/dependencies" TARGET_PLATFORM= \
	  TARGET_PYTHON="$$($(VENV_PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
	@touch $@

.tools/dynamodb-local/.ok: tools/dynamodb-local/package-lock.json
	@echo "set-up: DynamoDB Local, .tools/dynamodb-local"
	@$(call node-modules,dynamodb-local)
.tools/bottender/.ok: tools/bottender/package-lock.json
	@echo "set-up: the Node framework that the benches compare with, .tools/bottender"
	@$(call node-modules,bottender)

node-modules = mkdir -p .tools/$(1) && cp tools/$(1)/package*.json .tools/$(1)/ \
  && (cd .tools/$(1) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && touch .tools/$(1)/.ok

# ── The bundle ──────────────────────────────────────────────────────────────────────────────────

$(BUILT): template.yaml monitoring.yaml $(SOURCES) | .venv/.ok .tools/sam/.ok
	@mkdir -p .build
	@echo "build: sam build, for $(ARCHITECTURE)"
	@AWS_DEFAULT_REGION=ap-northeast-1 $(SAM) build --parameter-overrides Architecture=$(ARCHITECTURE) \
	  > .build/sam-build.log 2>&1 || { cat .build/sam-build.log; exit 1; }
	@touch $@
