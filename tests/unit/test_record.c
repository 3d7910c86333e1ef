/* core/news/record.c */
#include "test.h"

#include "lede/record.h"

static void fields_come_back(void)
{
    lede_record *r = lede_record_new();
    size_t n;

    EQ_INT(lede_record_set(r, LEDE_HEADLINE, "Ferry is late", 13, NULL), LEDE_OK);
    EQ_STR(lede_record_get(r, LEDE_HEADLINE, &n), "Ferry is late");
    EQ_INT(n, 13);
    EQ_STR(lede_record_get(r, LEDE_DEK, &n), "");
    lede_record_add(r, LEDE_AUTHORS, "Ute Brand", 8, NULL);
    lede_record_add(r, LEDE_AUTHORS, "Ute Brand", 8, NULL);
    lede_record_add(r, LEDE_AUTHORS, "Jo Lind, Jr.", 12, NULL);
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 1, NULL), "Jo Lind, Jr.");
    EQ_INT(lede_field_of_name("articleBody", 11), LEDE_BODY);
    EQ_INT(lede_field_of_name("nothing", 7), -1);
    lede_record_free(r);
}

static void extra_is_an_object(void)
{
    lede_record *r = lede_record_new();

    lede_record_set(r, LEDE_EXTRA, "{\"a\":1}", 7, NULL);
    lede_record_extra(r, "b\"", 2, "[2]", 3, NULL);
    lede_record_extra(r, "c", 1, "3", 1, NULL);
    lede_record_extra(r, "c", 1, "4", 1, NULL);
    EQ_STR(lede_record_get(r, LEDE_EXTRA, NULL), "{\"a\":1,\"b\\\"\":[2],\"c\":4}");
    lede_record_free(r);
}

static void no_memory_is_said(void)
{
    lede_error err;
    long n;

    for (n = 1;; n++) {
        lede_record *r;
        lede_status s;

        fault_after(n);
        r = lede_record_new();
        if (!r)
            continue;
        s = lede_record_set(r, LEDE_URL, "u", 1, &err);
        if (s == LEDE_OK)
            s = lede_record_add(r, LEDE_LINKS, "l", 1, &err);
        if (s == LEDE_OK)
            s = lede_record_extra(r, "k", 1, "1", 1, &err);
        fault_after(0);
        if (s != LEDE_OK)
            EQ_INT(s, LEDE_NOMEM);
        lede_record_free(r);
        if (s == LEDE_OK)
            break;
    }
    CHECK(n > 5);
}

/* A million of each took minutes when every one was compared with all before it. */
static void many_items_take_no_time(void)
{
    lede_record *r = lede_record_new();
    char text[32];
    int i;

    for (i = 0; i < 200000; i++) {
        int n = snprintf(text, sizeof text, "%d", i % 100000);

        lede_record_add(r, LEDE_KEYWORDS, text, (size_t)n, NULL);
        lede_record_extra(r, text, (size_t)n, "1", 1, NULL);
        if (i == 99999)
            break;
    }
    for (i = 0; i < 100; i++) {
        int n = snprintf(text, sizeof text, "%d", i);

        lede_record_add(r, LEDE_KEYWORDS, text, (size_t)n, NULL);
    }
    EQ_INT(lede_record_count(r, LEDE_KEYWORDS), 100000);
    lede_record_clear(r, LEDE_KEYWORDS);
    lede_record_add(r, LEDE_KEYWORDS, "0", 1, NULL);
    EQ_INT(lede_record_count(r, LEDE_KEYWORDS), 1);
    lede_record_free(r);
}

int main(void)
{
    RUN(many_items_take_no_time, "a hundred thousand keywords and columns are taken at once");
    RUN(fields_come_back, "fields and lists come back as they were set");
    RUN(extra_is_an_object, "extra is one JSON object in the order of its keys");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    return END();
}
