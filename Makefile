# For us: `make snapshot`, `make test`, `make lint`, `make bench`, `make soak`.
# Analysts need only the command `lscb` (README.md).

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STORE := build/sample-store
DAY := 2011-06-06

.PHONY: setup snapshot test lint format bench soak sample docs clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	touch $(READY)

# The sample has a store of its own, made anew: synthetic and real data never meet.
snapshot: $(READY)
	rm -rf $(STORE)
	$(BIN)/lscb ingest --store $(STORE) data/sample/returns/* || test $$? -eq 1
	$(BIN)/lscb snapshot --store $(STORE) --date $(DAY) --out out/$(DAY)
	$(BIN)/lscb reproduce
	@echo "The snapshot of $(DAY), from synthetic returns, stands in:"
	@find out/$(DAY) -type f | sort

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m bench.stages
	$(BIN)/python -m bench.formats
	$(BIN)/python -m bench.feedback
	$(BIN)/python -m bench.duplicates
	$(BIN)/python -m bench.disclosure
	$(BIN)/python -m bench.years
	$(BIN)/python -m bench.check
	$(BIN)/python -m bench.validation
	$(BIN)/python -m bench.month
	$(BIN)/python -m bench.history

# Long random runs; `make test` holds a small share of each.
soak: $(READY)
	LSCB_EXAMPLES=1000 $(BIN)/python -m pytest tests/acceptance/test_recount.py
	LSCB_EXAMPLES=3000 $(BIN)/python -m pytest tests/duplicates/test_ruling_properties.py tests/duplicates/test_consistency.py
	LSCB_SEEDS=20 $(BIN)/python -m pytest tests/duplicates/test_measured.py
	LSCB_WORLDS=200 LSCB_LARGE_WORLDS=11 LSCB_FORM_WORLDS=100 $(BIN)/python -m pytest -n auto tests/disclosure
	LSCB_MONTHS=12 LSCB_MONTH_SEEDS=5 $(BIN)/python -m pytest -n auto tests/releases/test_together.py
	LSCB_YEAR_WORLDS=100 LSCB_HISTORIES=20 $(BIN)/python -m pytest -n auto tests/acceptance/test_years_recounted.py tests/years/test_as_of.py
	LSCB_OWN_WORLDS=60 $(BIN)/python -m pytest -n auto tests/own_tables
	LSCB_PROFILE_WORLDS=100 $(BIN)/python -m pytest -n auto tests/acceptance/test_profile_recounted.py
	LSCB_MUTATIONS=5000 $(BIN)/python -m pytest -n auto tests/acceptance/test_mutated_files.py
	LSCB_KILLS=200 $(BIN)/python -m pytest tests/trust/test_killed.py tests/trust/test_full_disk.py
	LSCB_ROUNDS=20 $(BIN)/python -m pytest tests/trust/test_two_at_once.py
	LSCB_HOSTILE=1 $(BIN)/python -m pytest tests/trust/test_hostile_content.py
	LSCB_ROT=1 LSCB_EXAMPLES=5000 $(BIN)/python -m pytest tests/trust/test_bit_rot.py tests/trust/test_left_out.py
	$(BIN)/python tests/install/with_pipx.py

# Writes the sample returns again; they do not change unless the script does.
sample: $(READY)
	$(BIN)/python data/sample/make_sample.py
	$(BIN)/python data/sample/lancashire/make_lancashire.py

# The data dictionary, from the codebook, the page of problems, from their catalogue, and the tables
# of the model of possible duplicates, from its declaration.
docs: $(READY)
	$(BIN)/python -c "from pathlib import Path; from reports.data_dictionary import data_dictionary; from schemas.codebook_reading import load_codebook; Path('docs/data-dictionary.md').write_bytes(data_dictionary(load_codebook()).encode())"
	$(BIN)/python -c "from pathlib import Path; from reports.problems_page import problems_page; from schemas.problems import load_problems; Path('docs/problems.md').write_bytes(problems_page(load_problems()).encode())"
	$(BIN)/python -c "from pathlib import Path; from reports.model_tables import with_tables; from schemas.declarations import HERE, read_toml; from schemas.linkage import LinkageDeclared; card = Path('docs/duplicates-model.md'); card.write_bytes(with_tables(card.read_text(encoding='utf-8'), read_toml(HERE / 'linkage.toml', LinkageDeclared)[0]).encode())"

clean:
	rm -rf build out dist
