# Whisker's commands. Everything is built by the one Go below, whatever go is installed (1.21 or newer).

# An older go fetches this one by itself; nobody has to install it, and everybody's wasm is the same.
export GOTOOLCHAIN := go1.27.4
# SIMD for WebAssembly is an experiment in this Go. Without it everything still works, several times slower.
export GOEXPERIMENT := simd,nojsonv2
# Stamping the commit into the binaries would make them differ where the sources do not.
export GOFLAGS := -buildvcs=false

PORT ?= 8080
# How hard brotli tries. 11 is for what is published; on this machine alone 5 is over thirty times quicker.
PACK ?= 11
GOROOT = $(shell go env GOROOT)
WASM = env GOOS=js GOARCH=wasm go build -trimpath -ldflags '-s -w' -o

# Some targets write what others read, and two cores are busy enough with one.
.NOTPARALLEL:
.PHONY: run build test quick check bench bench-build bench-peers dist clean tools native-test wasm-test fuzz page-test

# What a newcomer types: build and show the page. It needs go and make, nothing else.
run: PACK = 5
run: build .cache/serve
	@.cache/serve -dir dist -port $(PORT)

.PHONY: .cache/serve
.cache/serve:
	@go build -o $@ ./cmd/serve

# dist/ is the whole site: any static host can serve it from any path.
build:
	@mkdir -p dist
	$(WASM) dist/engine.wasm ./wasm/engine
	$(WASM) dist/stage.wasm ./wasm/stage
	@cp -R web/. dist/
	@rm -f dist/jsconfig.json dist/types.d.ts
	@cp -f "$(GOROOT)/lib/wasm/wasm_exec.js" dist/wasm_exec.js
	@mkdir -p dist/data && cp -f nn/data/packed/*.bin nn/data/DATA-LICENSES.md dist/data/
	@go run ./cmd/declare > dist/lessons.json
	@go run ./cmd/declare -shots > dist/shots.json
	go run ./cmd/pack -dir dist -level $(PACK)

# Every test there is, on a machine that may have nothing but go and make. The browsers come last: they need the rest.
test: tools check native-test wasm-test fuzz page-test

# What a reviewer should not have to look for.
check: node_modules
	@bad=$$("$(GOROOT)/bin/gofmt" -l cmd frame internal lab nn viz wasm); test -z "$$bad" || { echo "not gofmt-ed: $$bad"; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./...
	GOOS=js GOARCH=wasm go vet -tags faults ./wasm/engine
	go mod tidy -diff
	go test ./internal/house
	node_modules/.bin/tsc -p web/jsconfig.json
	node_modules/.bin/tsc -p e2e/tsconfig.worker.json

# The kernels' scalar form is what a plain go build gets, so it is tested as well as the fast one. What check has vetted, and the house
# rules that it has held, are not looked at again.
native-test:
	GOEXPERIMENT= go test -shuffle=on $$(go list ./... | grep -v /internal/house$$)
	go test -vet=off -shuffle=on $$(go list ./... | grep -v /internal/house$$)

# The same tests on the target: WebAssembly, with SIMD, under Node.
wasm-test:
	GOOS=js GOARCH=wasm go test -vet=off -shuffle=on -exec "$(GOROOT)/lib/wasm/go_js_wasm_exec" ./frame/... ./nn/... ./lab/...

# A little beyond the seeds for what reads bytes from outside. A package is built once for all that it has to be fuzzed.
fuzz:
	@mkdir -p .cache/fuzz
	@for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' frame nn lab | xargs -n1 dirname | sort -u); do \
		go test -vet=off -c -fuzz . -o .cache/fuzz/fuzz.test ./$$dir || exit 1; \
		for name in $$(grep -ho '^func Fuzz[[:alnum:]_]*' $$dir/*_test.go | cut -c6-); do \
			echo "$$dir: $$name"; \
			(cd $$dir && "$(CURDIR)/.cache/fuzz/fuzz.test" -test.run '^$$' -test.fuzz "^$$name$$" -test.fuzztime 1s \
				-test.fuzzminimizetime 10x -test.fuzzcachedir "$(CURDIR)/.cache/fuzz/corpus") || exit 1; done; done

# The built page in Chromium, in Firefox and in WebKit, and layers against those of another library.
page-test: PACK = 5
page-test: node_modules build bench-build .cache/serve .cache/faults/engine.wasm
	node --test --test-reporter=spec --test-concurrency=2 e2e/*.test.mjs

# An engine that breaks when it is told to, for the tests of what the page does then. It is no part of the site.
.PHONY: .cache/faults/engine.wasm
.cache/faults/engine.wasm:
	@mkdir -p .cache/faults
	$(WASM) $@ -tags faults ./wasm/engine

# While one works: what is most likely to break, in under two minutes.
quick: PACK = 5
quick: check node_modules build .cache/serve
	go test -shuffle=on ./...
	WHISKER_QUICK=1 WHISKER_BROWSERS=chromium node --test --test-reporter=dot e2e/conform.test.mjs

# How fast it is: the kernels, natively and in WebAssembly, the page itself, then other libraries side by side, if their harness
# lies in ../shared/bench. Printed, never asserted. BENCH is for the harness: make bench BENCH="--only w4 --repeats 3".
bench: PACK = 11
bench: node_modules build bench-build .cache/serve
	go test -run '^$$' -bench . -benchtime 0.3s ./frame/... ./nn/... ./lab/...
	GOOS=js GOARCH=wasm go test -run '^$$' -bench . -benchtime 0.3s -exec "$(GOROOT)/lib/wasm/go_js_wasm_exec" ./frame/... ./nn/... ./lab/...
	node e2e/bench.mjs
	@if test -d ../shared/bench; then $(MAKE) -s bench-peers; else echo "no ../shared/bench: nothing to compare with"; fi

# The harness builds where it lies, and it may lie where nothing can be written.
bench-peers: bench-build
	@mkdir -p .cache/peers
	@cp -Rf ../shared/bench/. .cache/peers/
	@chmod -R u+w .cache/peers
	@cd .cache/peers && { cmp -s package-lock.json node_modules/.from || { npm ci && cp package-lock.json node_modules/.from; }; }
	cd .cache/peers && node run.mjs --json results/run.json $(BENCH) --contender "$(CURDIR)/dist/bench/contender.mjs"

# The engine as an entry for a comparison of deep learning in browsers; bench/contender.mjs says of what form.
bench-build:
	@mkdir -p dist/bench
	$(WASM) dist/bench/whisker.wasm ./wasm/bench
	@cp -f bench/*.mjs "$(GOROOT)/lib/wasm/wasm_exec.js" dist/bench/

# One archive to unpack on a static host, from clean, so that nothing of an older build is in it.
dist: clean build
	go run ./cmd/pack -dir dist -level 11 -zip dist/whisker.zip

clean:
	rm -rf dist

# What the tests need beyond go: node, three browsers, software GL and a font with Chinese. Installs what is missing.
tools:
	@bash e2e/tools.sh

node_modules: package-lock.json | tools
	npm ci
	@touch node_modules
