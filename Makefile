# lede: one Makefile, no recursion but for variants (asan, coverage, ...), which
# build beside the release under build/. `make help` lists the targets.

B ?= build
PREFIX ?= /usr/local
CC ?= cc
LUA ?= lua5.4
OPT ?= -O3 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
       -Wcast-qual -Wundef -Wvla -Wformat=2
ifdef WERROR
WARN += -Werror
endif
SAN ?=

# What to install where something is missing (Debian's names).
PACKAGES = lua5.4 liblua5.4-dev libsqlite3-dev sqlite3 libutf8proc-dev libstemmer-dev libxml2-dev libjansson-dev \
           libarchive-dev libbrotli-dev libpcre2-dev libexttextcat-dev liblinear-dev zlib1g-dev pkg-config
TEST_PACKAGES = python3 g++ git unzip
PKGS = lua5.4 sqlite3 libxml-2.0 jansson libarchive libbrotlidec libpcre2-8

# The flags are asked of pkg-config once the packages are there: make remakes an
# included file first and starts again with it. `make` alone only names what is
# missing; demo, check and the like install it.
.DEFAULT_GOAL = all
GOALS = $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out help deps test-deps clean format uninstall,$(GOALS)),)
include $(B)/flags.mk
endif
INSTALL_DEPS = $(if $(filter demo check asan valgrind coverage fuzz bench,$(GOALS)),,LEDE_DEPS_NAME=1)
$(B)/flags.mk: Makefile
	@$(INSTALL_DEPS) sh tests/deps.sh build $(PACKAGES)
	@mkdir -p $(@D)
	@{ echo "PC_CFLAGS := $$(pkg-config --cflags $(PKGS))"; echo "PC_LUA := $$(pkg-config --libs lua5.4)"; \
	   echo "PC_LIBS := $$(pkg-config --libs $(filter-out lua5.4,$(PKGS)))"; } > $@.tmp && mv $@.tmp $@
LIBS = $(PC_LIBS) -lutf8proc -lstemmer -lz -lm -lpthread

BASE_CFLAGS = -std=c11 -D_GNU_SOURCE $(OPT) $(WARN) $(SAN) -fPIC -fvisibility=hidden -MMD -MP
CORE_CFLAGS = $(BASE_CFLAGS) -Iinclude -Icore $(patsubst -I%,-isystem %,$(PC_CFLAGS)) -DLEDE_CORE
LUA_CFLAGS = $(BASE_CFLAGS) -Iinclude -Ilua $(patsubst -I%,-isystem %,$(PC_CFLAGS))

CORE_SRC = $(sort $(wildcard core/*/*.c))
LUA_SRC = $(sort $(wildcard lua/*.c))
SHELL_SRC = $(sort $(wildcard lua/shell/*.c))
LIB_LUA = $(sort $(wildcard lua/lib/*.lua lua/lib/*/*.lua))
CORE_OBJ = $(CORE_SRC:%.c=$(B)/obj/%.o)
LUA_OBJ = $(LUA_SRC:%.c=$(B)/obj/%.o) $(B)/obj/lua/lib.o
SHELL_OBJ = $(SHELL_SRC:%.c=$(B)/obj/%.o)

all: $(B)/lede $(B)/liblede.a $(B)/liblede.so $(B)/lede.so ## build everything (the default)

$(B)/obj/core/%.o: core/%.c
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CORE_CFLAGS) -c -o $@ $<

$(B)/obj/lua/%.o: lua/%.c
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(LUA_CFLAGS) -c -o $@ $<

# The Lua half of the module, embedded: a C array a file and a table of them.
$(B)/obj/lua/lib.c: $(LIB_LUA) lua/lib/embed.lua
	@mkdir -p $(@D)
	$(LUA) lua/lib/embed.lua $(filter-out lua/lib/embed.lua,$(LIB_LUA)) > $@.tmp && mv $@.tmp $@

$(B)/obj/lua/lib.o: $(B)/obj/lua/lib.c
	@echo "  CC $@"; $(CC) $(LUA_CFLAGS) -c -o $@ $<

$(B)/liblede.a: $(CORE_OBJ)
	@rm -f $@
	@ar rcs $@ $(CORE_OBJ)

$(B)/liblede.so: $(CORE_OBJ)
	@echo "  LD $@"; $(CC) $(SAN) -shared -Wl,-soname,liblede.so -o $@ $(CORE_OBJ) $(LIBS)

$(B)/lede.so: $(LUA_OBJ) $(B)/liblede.a
	@echo "  LD $@"; $(CC) $(SAN) -shared -o $@ $(LUA_OBJ) -Wl,--exclude-libs,ALL $(B)/liblede.a $(LIBS)

$(B)/lede: $(SHELL_OBJ) $(LUA_OBJ) $(B)/liblede.a
	@echo "  LD $@"; $(CC) $(SAN) -Wl,-E -o $@ $(SHELL_OBJ) $(LUA_OBJ) $(B)/liblede.a $(PC_LUA) $(LIBS) -ldl

# --- tests -------------------------------------------------------------------
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN = $(UNIT_SRC:tests/unit/%.c=$(B)/tests/%)

$(B)/tests/%: tests/unit/%.c tests/unit/test.h tests/unit/fault.c $(B)/liblede.a
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CORE_CFLAGS) -Itests/unit -o $@ $< tests/unit/fault.c $(B)/liblede.a $(LIBS)

# Tests of the program's own files, with all of them but main.
PARTS = $(filter-out %/main.o,$(SHELL_OBJ)) $(LUA_OBJ)
$(B)/tests/test_shell_%: tests/unit/test_shell_%.c tests/unit/test.h tests/unit/fault.c $(PARTS) $(B)/liblede.a
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(LUA_CFLAGS) -Icore -Itests/unit -o $@ $< tests/unit/fault.c $(PARTS) $(B)/liblede.a $(PC_LUA) $(LIBS) -ldl

tests: all $(UNIT_BIN) ## build the unit tests

# `make check ONLY=store` runs the test files whose path holds that word.
check: test-deps tests ## build and run every test
	tests/run.sh $(B) $(ONLY)

asan: deps ## build and run every test under ASan and UBSan, in build/asan
	$(MAKE) check B=build/asan OPT="-O1 -g -fno-omit-frame-pointer" SAN="-fsanitize=address,undefined -fno-sanitize-recover=undefined"

VALGRIND = valgrind -q --suppressions=tests/unit/valgrind.supp --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite
valgrind: test-deps tests ## run the unit tests under valgrind
	@sh tests/deps.sh valgrind valgrind
	@for t in $(UNIT_BIN); do echo "  VALGRIND $$t"; LEDE_VALGRIND=1 $(VALGRIND) $$t | grep -E '^(not ok|1\.\.)' || exit 1; done

coverage: ## line coverage of the tests, in build/cov
	$(MAKE) check B=build/cov OPT="-O0 -g" SAN="--coverage"
	@cd build/cov && find obj -name '*.gcda' | xargs gcov -n 2>/dev/null | \
	  awk -F"[':%]" "/^File/ {f=\$$2} /^Lines/ {if (f ~ /^(core|lua)/) print \$$3 \"%\", f}" | sort -n

# A fuzz target a parser: tests/fuzz/NAME.c -> build/fuzz/NAME. SECONDS each.
FUZZ_SECONDS ?= 60
FUZZ_CC ?= clang
FUZZ_BIN = $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))
fuzz: ## run every fuzz target for FUZZ_SECONDS (60) each; needs clang
	@sh tests/deps.sh fuzzing clang libclang-rt-14-dev
	$(MAKE) B=build/fuzz CC=$(FUZZ_CC) OPT="-O1 -g" SAN="-fsanitize=fuzzer-no-link,address,undefined" build/fuzz/liblede.a
	$(MAKE) B=build/fuzz CC=$(FUZZ_CC) fuzz-targets
	@for t in $(FUZZ_BIN); do mkdir -p $$t.corpus; echo "== $$t"; \
	  $$t -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 $$t.corpus || exit 1; done

fuzz-targets: $(FUZZ_BIN)

build/fuzz/%: tests/fuzz/%.c build/fuzz/liblede.a
	@echo "  CC $@"; $(FUZZ_CC) -std=c11 -D_GNU_SOURCE -O1 -g -Iinclude -Icore -fsanitize=fuzzer,address,undefined -o $@ $< build/fuzz/liblede.a $(LIBS)

BENCH_BIN = $(patsubst tests/bench/%.c,$(B)/bench/%,$(sort $(wildcard tests/bench/*.c)))
$(B)/bench/%: tests/bench/%.c $(B)/liblede.a
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CORE_CFLAGS) -o $@ $< $(B)/liblede.a $(LIBS)

# `make bench ONLY=text` runs the files whose name holds that word.
bench: all $(BENCH_BIN) ## print speeds as ratios against peers or limits of the same run
	@for b in $(BENCH_BIN) $(sort $(wildcard tests/bench/*.sh tests/bench/*.lua)); do \
	  case $$b in *$(ONLY)*) ;; *) continue ;; esac; echo "== $$b"; \
	  case $$b in *.sh) LEDE=$(B)/lede LEDE_BUILD=$(B) sh $$b ;; *.lua) $(B)/lede $$b ;; *) $$b ;; esac; done

# To cppcheck an error struct that is only written looks like an uninitialised read, and jansson's loops are macros.
lint: ## static analysis with cppcheck, and luac -p on every Lua file
	@sh tests/deps.sh linting cppcheck lua5.4
	cppcheck -q -j2 --std=c11 --inline-suppr --enable=warning,portability --suppress=missingIncludeSystem \
	  --suppress=uninitvar --suppress=ctuuninitvar --suppress=unknownMacro \
	  --error-exitcode=1 -Iinclude -Icore -Ilua core lua
	@for f in $$(git ls-files '*.lua'); do luac5.4 -p $$f || exit 1; done

format: ## clang-format every C file that is not generated
	@for f in $$(git ls-files '*.c' '*.h'); do head -5 $$f | grep -qi generated || clang-format -i $$f; done

demo: deps all ## run the main job on our samples: add, find, tag, summarise, report
	@LEDE=$(B)/lede sh tests/demo.sh

DEST = $(DESTDIR)$(PREFIX)
install: all ## install program, libraries, module, headers, recipes, man page
	install -d $(DEST)/bin $(DEST)/lib/lua/5.4 $(DEST)/lib/pkgconfig $(DEST)/include/lede $(DEST)/share/lede/recipes \
	  $(DEST)/share/lede/luals $(DEST)/share/man/man1 $(DEST)/share/bash-completion/completions
	install -m 755 $(B)/lede $(DEST)/bin/
	install -m 644 $(B)/liblede.a $(DEST)/lib/
	install -m 755 $(B)/liblede.so $(DEST)/lib/
	install -m 755 $(B)/lede.so $(DEST)/lib/lua/5.4/
	install -m 644 include/lede.h $(DEST)/include/
	install -m 644 include/lede/*.h $(DEST)/include/lede/
	install -m 644 scripts/*.lua $(DEST)/share/lede/recipes/
	$(B)/lede help lua-ls > $(DEST)/share/lede/luals/lede.lua
	$(B)/lede help man > $(DEST)/share/man/man1/lede.1
	$(B)/lede help --bash > $(DEST)/share/bash-completion/completions/lede
	printf 'prefix=%s\nName: lede\nDescription: scriptable news archive\nVersion: %s\nCflags: -I$${prefix}/include\nLibs: -L$${prefix}/lib -llede\nLibs.private: %s\n' \
	  '$(PREFIX)' "$$(sed -n 's/^#define LEDE_VERSION "\(.*\)"/\1/p' include/lede/base.h)" '$(strip $(LIBS))' > $(DEST)/lib/pkgconfig/lede.pc

uninstall: ## remove what install put there
	rm -rf $(DEST)/bin/lede $(DEST)/lib/liblede.a $(DEST)/lib/liblede.so $(DEST)/lib/lua/5.4/lede.so $(DEST)/lib/pkgconfig/lede.pc \
	  $(DEST)/include/lede.h $(DEST)/include/lede $(DEST)/share/lede $(DEST)/share/man/man1/lede.1 \
	  $(DEST)/share/bash-completion/completions/lede

# --- what is missing -----------------------------------------------------------
deps: ## install what the build needs (Debian; elsewhere: name it)
	@sh tests/deps.sh build $(PACKAGES)

test-deps: deps
	@sh tests/deps.sh tests $(TEST_PACKAGES)

clean: ## remove what was built
	rm -rf build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.PHONY: all tests check asan valgrind coverage fuzz fuzz-targets bench lint format demo install uninstall deps test-deps clean help
.SECONDARY:

-include $(CORE_OBJ:.o=.d) $(LUA_OBJ:.o=.d) $(SHELL_OBJ:.o=.d)
