# One target a job; each says what it needs. `make run` and `make test` are all that a newcomer types.
.PHONY: help setup build check check-style test test-services bench bench-calibration bench-detection \
	bench-watch bench-streams run clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

setup: node_modules/.package-lock.json ## install the packages of package-lock.json

node_modules/.package-lock.json: package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

build: setup ## bundle src into dist
	node scripts/build.mjs

check: build check-style ## format, lint, types, tests
	npx vitest run

check-style: setup
	npx prettier --check --log-level warn .
	npx eslint --max-warnings 0 .
	npx tsc

test: build ## the tests, against src and the built command
	npx vitest run

test-services: build ## the tests with real servers and foreign clients
	npx vitest run --config vitest.services.config.ts

run: build ## the whole loop on three million real flights
	node scripts/run.mjs

bench: build ## timings as ratios against peers
	node scripts/bench/bench.mjs

bench-calibration: setup ## how often tests and policies cry wolf, and what they find: docs/calibration.md
	node scripts/bench/calibration.mjs

bench-detection: setup ## how often rules of watching cry wolf, how fast they find a change: docs/detection-figures.md
	node scripts/bench/detection.mjs

bench-watch: build ## whether a look, and the memory of a watcher, stay as they are: docs/benchmarks.md
	node scripts/bench/watch.mjs

bench-streams: build ## what watch says of real streams, and what calibrate foretold: docs/detection.md
	node scripts/bench/real-streams.mjs

clean: ## forget what was built
	rm -rf dist run coverage
