# lede: one Makefile, no recursion but for variants (asan, coverage, ...), which
# build beside the release under build/. `make help` lists the targets.

B ?= build
PREFIX ?= /usr/local
CC ?= cc
LUA ?= lua5.4
OPT ?= -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
       -Wcast-qual -Wundef -Wvla -Wformat=2
ifdef WERROR
WARN += -Werror
endif
SAN ?=

# What to install where something is missing (Debian's names).
PACKAGES = lua5.4 liblua5.4-dev libsqlite3-dev sqlite3 libutf8proc-dev libstemmer-dev libxml2-dev libjansson-dev \
           libarchive-dev libpcre2-dev libexttextcat-dev liblinear-dev zlib1g-dev pkg-config
TEST_PACKAGES = python3 g++ git unzip
PKGS = lua5.4 sqlite3 libxml-2.0 jansson libarchive libpcre2-8

ifneq ($(filter-out help deps test-deps clean format,$(or $(MAKECMDGOALS),all)),)
PC_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PC_LUA := $(shell pkg-config --libs lua5.4 2>/dev/null)
PC_LIBS := $(shell pkg-config --libs $(filter-out lua5.4,$(PKGS)) 2>/dev/null)
endif
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

tests: all $(UNIT_BIN) ## build the unit tests

# `make check ONLY=store` runs the test files whose path holds that word.
check: test-deps tests ## build and run every test
	tests/run.sh $(B) $(ONLY)

asan: deps ## build and run every test under ASan and UBSan, in build/asan
	$(MAKE) check B=build/asan OPT="-O1 -g -fno-omit-frame-pointer" SAN="-fsanitize=address,undefined -fno-sanitize-recover=undefined"

include $(sort $(wildcard tests/*/*.mk))

# --- what is missing -----------------------------------------------------------
deps: ## install what the build needs (Debian; elsewhere: name it)
	@sh tests/deps.sh build $(PACKAGES)

test-deps: deps
	@sh tests/deps.sh tests $(TEST_PACKAGES)

clean: ## remove what was built
	rm -rf build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.PHONY: all tests check asan deps test-deps clean help
.SECONDARY:

-include $(CORE_OBJ:.o=.d) $(LUA_OBJ:.o=.d) $(SHELL_OBJ:.o=.d)
