# Two commands do everything: `make run` and `make test`.
.PHONY: run test setup eval lock release-check clean

run: setup
	@exec .venv/bin/selfmap run

setup:
	@sh deploy/setup.sh

test:
	@sh deploy/setup.sh test
	@sh deploy/test.sh

# every figure of how well messages are understood (docs/measurements.md); takes some minutes
eval:
	@sh deploy/setup.sh
	@.venv/bin/selfmap evaluate

# new lock files after a change in requirements/*.in
lock:
	@cd requirements && for line in "3.12 app" "3.12 test" "3.10 dialogue" "3.10 uv"; do set -- $$line; \
		unused=; [ -e $$2.not-used.txt ] && unused="--override $$2.not-used.txt"; \
		../.venv/bin/uv pip compile -q --no-header --upgrade --python-version $$1 --generate-hashes --no-emit-index-url \
		$$unused $$2.in -o $$2.lock || exit 1; done

# before every release (docs/deploy.md): fails while a helpline was not checked by a person within 90 days
release-check:
	@.venv/bin/python -m nlu.safety.freshness

clean:
	rm -rf .venv .venv-rasa .rasa models .setup.log
