# Everything runs on the Node that npm installs into node_modules, whatever the machine has.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help install start dev test test-unit test-programs test-web test-containers test-report zones check lint types audit images format schema configuration client build bench bench-web screenshots

help: ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: node_modules/.package-lock.json

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo 'npm is missing: install Node.js 20 or newer, it brings npm'; exit 1; }
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

start: install ## Serve the web on http://localhost:3000 and the API on http://localhost:8000, data in ./data
	@exec node --env-file-if-exists=.env containers/cli/start.ts

dev: install ## The same, following every change
	@exec node --env-file=.env.development --env-file-if-exists=.env containers/cli/start.ts --dev

test: install ## All tests: on SQLite, on a PostgreSQL that the run starts itself, of programs on all runtimes, and in a browser where there is one
	@node shared/testing/run-all.ts $(ARGS)

test-unit: install ## The suite alone: rules, repositories and endpoints, on both databases
	@vitest run $(ARGS)

test-programs: install ## The tests that start programs: servers, commands, functions on other runtimes
	@vitest run --config vitest.programs.config.ts $(ARGS)

test-web: install ## The tests in a browser alone
	@vitest run --config vitest.web.config.ts $(ARGS)

test-containers: install $(if $(IMAGES),,images) ## The tests of docker-compose.yml on the engine of this machine; IMAGES=built: as they are
	@vitest run --config vitest.containers.config.ts $(ARGS)

test-report: install ## All tests, and docs/test-report.md written anew from what they counted
	@node shared/testing/run-all.ts --report $(ARGS)

# The contract over HTTP of every runtime takes a minute and knows of no time zone.
zones: install ## All tests in a process that lives far west, and in one far east, of Greenwich
	@TZ=Pacific/Midway vitest run --reporter=dot
	@TZ=Pacific/Midway vitest run --config vitest.programs.config.ts --reporter=dot --exclude functions/_runtime/matrix.test.ts
	@TZ=Pacific/Kiritimati vitest run --reporter=dot
	@TZ=Pacific/Kiritimati vitest run --config vitest.programs.config.ts --reporter=dot --exclude functions/_runtime/matrix.test.ts

check: install ## Format, lint, types, tests in three time zones, with coverage: what CI runs
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory zones
	@$(MAKE) --no-print-directory test ARGS=--coverage

lint: install ## Format and rules of the code, the scripts and the configuration
	@prettier --check --log-level warn .
	@eslint --max-warnings 0 .

types: install ## Check all types; the web is checked against those of the client, not against the whole API
	@node node_modules/ts7/bin/tsc --noEmit
	@node node_modules/ts7/bin/tsc --noEmit -p web

audit: install ## Ask the registry for known faults of the packages that are shipped
	@npm audit --omit=dev --audit-level=high

images: ## Build the images of docker-compose.yml
	@docker compose --profile '*' build

format: install ## Format everything
	@prettier --write --log-level warn .

schema: install ## Write docs/schema.md anew from the migrations
	@node containers/cli/schema-document.ts

configuration: install ## Write docs/configuration.md and .env.example anew from the table of variables
	@node containers/cli/configuration-document.ts

client: install ## Write the types of the client anew from the API
	@node clients/ts/tools/generate.ts

build: install ## Bundle the server into dist/, which needs nothing but Node
	@node containers/api/build.ts

bench: install build ## The budgets of this project, as ratios against bare counterparts
	@node bench/run.ts

bench-web: install build ## The budgets of the pages, with 100,000 products
	@node bench/web.ts

screenshots: install build ## Every page, wide, narrow, dark and in Arabic, into screenshots/; DATA=folder for real products
	@node web/testing/screenshots.ts $(DATA)
