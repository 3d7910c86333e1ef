/*
 * sys.editor and sys.line: reading a line at the prompt. The editor is found
 * at run time (readline, else libedit, else plain reading), so that no licence
 * binds the program. LEDE_EDITOR_LIB names another library, "none" means plain.
 */
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell.h"

typedef char **(*completer)(const char *, int, int);

/* What is used of the library; all NULL with plain reading. */
static struct {
    char *(*readline)(const char *);
    void (*add_history)(const char *);
    int (*write_history)(const char *);
    char **(*matches)(const char *, char *(*)(const char *, int));
    void (*install)(const char *, void (*)(char *));   /* the four are GNU readline's, and all there or none */
    void (*read_char)(void);
    void (*remove)(void);
    void (*free_state)(void);
    void (*cleanup)(void);
    char **line;
    int *attempted_over;
    int *append_character;
} lib;

static lua_State *state;   /* whose registry holds the function that completes */

static void *look(void *h, const char *name)
{
    return dlsym(h, name);
}

/* POSIX lets a pointer from dlsym become one to a function; C has no cast for it. */
static void look_function(void *h, const char *name, void *to)
{
    void *p = dlsym(h, name);

    memcpy(to, &p, sizeof p);
}

static char *next_match(const char *text, int again)
{
    static lua_Integer i;
    char *copy = NULL;

    (void)text;
    i = again ? i + 1 : 1;
    if (lua_getfield(state, LUA_REGISTRYINDEX, "lede.matches") == LUA_TTABLE) {
        if (lua_rawgeti(state, -1, i) == LUA_TSTRING)
            copy = strdup(lua_tostring(state, -1));
        lua_pop(state, 1);
    }
    lua_pop(state, 1);
    return copy;
}

/* Ask the Lua function complete(line, first, last) for a list of words. */
static char **complete(const char *text, int start, int end)
{
    lua_State *L = state;
    int ok;

    if (lib.attempted_over)
        *lib.attempted_over = 1;
    if (lib.append_character)
        *lib.append_character = 0;
    lua_getfield(L, LUA_REGISTRYINDEX, "lede.complete");
    lua_pushstring(L, lib.line && *lib.line ? *lib.line : text);
    lua_pushinteger(L, start + 1);
    lua_pushinteger(L, end);
    ok = lua_pcall(L, 3, 1, 0) == LUA_OK && lua_istable(L, -1);
    if (!ok) {
        lua_pop(L, 1);
        return NULL;
    }
    lua_setfield(L, LUA_REGISTRYINDEX, "lede.matches");
    return lib.matches(text, next_match);
}

static void set_pointer(void *h, const char *name, const void *p)
{
    void *at = dlsym(h, name);

    if (at)
        memcpy(at, &p, sizeof p);
}

static int load(const char *file)
{
    static char breaks[] = " \t\n\"\\'><=;+-*/%^~#{}()[],|&";
    static char program[] = "lede";
    void *h = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    completer fn = complete;
    void *p;

    if (!h)
        return 0;
    look_function(h, "readline", &lib.readline);
    look_function(h, "add_history", &lib.add_history);
    look_function(h, "write_history", &lib.write_history);
    look_function(h, "rl_completion_matches", &lib.matches);
    if (look(h, "rl_signal_event_hook")) {
        look_function(h, "rl_callback_handler_install", &lib.install);
        look_function(h, "rl_callback_read_char", &lib.read_char);
        look_function(h, "rl_callback_handler_remove", &lib.remove);
        look_function(h, "rl_free_line_state", &lib.free_state);
        look_function(h, "rl_cleanup_after_signal", &lib.cleanup);
    }
    lib.line = look(h, "rl_line_buffer");
    lib.attempted_over = look(h, "rl_attempted_completion_over");
    lib.append_character = look(h, "rl_completion_append_character");
    if (!lib.readline || !lib.add_history) {
        memset(&lib, 0, sizeof lib);
        dlclose(h);
        return 0;
    }
    set_pointer(h, "rl_readline_name", program);
    set_pointer(h, "rl_basic_word_break_characters", breaks);
    set_pointer(h, "rl_completer_word_break_characters", breaks);
    if (lib.matches) {
        memcpy(&p, &fn, sizeof p);
        set_pointer(h, "rl_attempted_completion_function", p);
    }
    if (lib.cleanup)
        *(int *)look(h, "rl_catch_signals") = 0;
    return 1;
}

static void read_history(const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;

    if (!f)
        return;
    while ((n = getline(&line, &cap, f)) > 0) {
        if (line[n - 1] == '\n')
            line[n - 1] = '\0';
        if (line[0] && strcmp(line, "_HiStOrY_V2_") != 0)
            lib.add_history(line);
    }
    free(line);
    fclose(f);
}

/* sys.editor(complete, history_path) -> the library's name, or nil where lines are read plainly */
static int sys_editor(lua_State *L)
{
    static const char *const names[] = {"libreadline.so.8", "libreadline.so.7", "libreadline.so", "libedit.so.2",
                                        "libedit.so.0", "libedit.so", NULL};
    const char *wish = getenv("LEDE_EDITOR_LIB"), *found = NULL;
    const char *path = luaL_optstring(L, 2, NULL);
    size_t i;

    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    state = lua_tothread(L, -1);
    lua_pop(L, 1);
    lua_pushvalue(L, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, "lede.complete");
    if (!isatty(STDIN_FILENO))
        return 0;
    if (wish)
        found = strcmp(wish, "none") != 0 && load(wish) ? wish : NULL;
    for (i = 0; !wish && !found && names[i]; i++)
        found = load(names[i]) ? names[i] : NULL;
    if (found && path)
        read_history(path);
    lua_pushstring(L, found);
    return 1;
}

static char *whole;        /* what the editor gave */
static int is_whole;

static void take_line(char *line)
{
    whole = line;
    is_whole = 1;
    lib.remove();
}

/*
 * GNU readline goes on with its line after a signal; by its callbacks we wait
 * ourselves, and Ctrl-C gives the line up.
 */
static char *edit_by_callbacks(const char *prompt)
{
    struct pollfd in = {STDIN_FILENO, POLLIN, 0};

    whole = NULL;
    is_whole = 0;
    lib.install(prompt, take_line);
    while (!is_whole) {
        int n = poll(&in, 1, -1);

        if (n > 0) {
            lib.read_char();
        } else if (n == 0 || errno != EINTR || lede_shell_interrupted()) {
            lib.free_state();
            lib.cleanup();
            lib.remove();
            fputs("^C\n", stdout);
            fflush(stdout);
            lede_shell_release();
            return NULL;
        }
    }
    return whole;
}

/* Reading without an editor: pushes what sys.line returns. */
static int plain_line(lua_State *L, const char *prompt)
{
    lede_buf *b = lede_lua_buf(L);
    int c;

    fputs(prompt, stdout);
    fflush(stdout);
    errno = 0;
    while ((c = getchar()) != EOF && c != '\n')
        lede_buf_addc(b, (char)c);
    if (lede_shell_interrupted()) {
        clearerr(stdin);
        fputc('\n', stdout);
        lua_pushboolean(L, 0);
        return 1;
    }
    if (c == EOF && !b->n)
        return 0;
    lede_lua_pushbuf(L, b);
    return 1;
}

/* sys.line(prompt) -> the line, nil at the end of input, false after Ctrl-C */
static int sys_line(lua_State *L)
{
    const char *prompt = luaL_checkstring(L, 1);
    char *line;

    lede_shell_catch(NULL);
    if (!lib.readline) {
        int n = plain_line(L, prompt);

        lede_shell_release();
        return n;
    }
    is_whole = 1;
    line = lib.cleanup ? edit_by_callbacks(prompt) : lib.readline(prompt);
    if (!is_whole || lede_shell_interrupted())
        lua_pushboolean(L, 0);
    else
        lua_pushstring(L, line);
    free(line);
    lede_shell_release();
    return 1;
}

/* sys.history(text, path): remember a line, in the file too (for this user only) */
static int sys_history(lua_State *L)
{
    const char *text = luaL_checkstring(L, 1), *path = luaL_optstring(L, 2, NULL), *s;
    FILE *f;

    if (lib.add_history)
        lib.add_history(text);
    if (!path)
        return 0;
    f = fopen(path, "a");
    if (!f)
        return 0;
    chmod(path, 0600);
    for (s = text; *s; s++)
        fputc(*s == '\n' ? ' ' : *s, f);
    fputc('\n', f);
    fclose(f);
    return 0;
}

static const luaL_Reg functions[] = {
    {"editor", sys_editor},
    {"line", sys_line},
    {"history", sys_history},
    {NULL, NULL},
};

void lede_shell_add_line(lua_State *L)
{
    luaL_setfuncs(L, functions, 0);
}
