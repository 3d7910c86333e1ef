#include "store/query_func.h"

#include "base/error.h"
#include "store/query_in.h"
#include "store/rowset.h"

static void test_value(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    const lede__qnode *node = sqlite3_value_pointer(argv[0], LEDE__PTR_NODE);
    const unsigned char *s;
    int answer;

    (void)argc;
    if (!node || sqlite3_value_type(argv[1]) == SQLITE_NULL)
        return;
    s = sqlite3_value_text(argv[1]);
    if (!s) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    answer = lede__q_accepts(node, (const char *)s, (size_t)sqlite3_value_bytes(argv[1]));
    if (answer == -1)
        sqlite3_result_error(ctx, LEDE__REGEX_LIMIT, -1);
    else if (answer < 0)
        sqlite3_result_error_nomem(ctx);
    else
        sqlite3_result_int(ctx, answer);
}

static void in_rows(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    const lede__rowset *set = sqlite3_value_pointer(argv[0], LEDE__PTR_ROWS);

    (void)argc;
    if (set)
        sqlite3_result_int(ctx, lede__rowset_has(set, sqlite3_value_int64(argv[1])));
}

lede_status lede__q_functions(sqlite3 *db, lede_error *err)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

    if (sqlite3_create_function_v2(db, "lede_test", 2, flags, NULL, test_value, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_create_function_v2(db, "lede_in", 2, flags, NULL, in_rows, NULL, NULL, NULL) != SQLITE_OK)
        return lede__fail(err, LEDE_IO, "cannot add functions to SQLite: %s", sqlite3_errmsg(db));
    return LEDE_OK;
}
