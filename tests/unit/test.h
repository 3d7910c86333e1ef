/*
 * The unit tests' own check: TAP on standard output, one line a test. A test is
 * a function; its name is a sentence about behaviour.
 *
 *     static void folding_keeps_length(void) { CHECK(...); EQ_STR(...); }
 *     int main(void) { RUN(folding_keeps_length, "folding ASCII keeps its length"); return END(); }
 */
#ifndef TEST_H
#define TEST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Make the n-th allocation from now (1 is the next) and all after it fail; 0 turns this off. */
void fault_after(long n);
/* How many allocations were asked for since the last fault_after. */
long fault_seen(void);

static __attribute__((unused)) int test_count, test_bad, test_failed_now;


#define CHECK(what)                                                               \
    do {                                                                          \
        if (!(what)) {                                                            \
            printf("# %s:%d: not true: %s\n", __FILE__, __LINE__, #what);         \
            test_failed_now = 1;                                                  \
        }                                                                         \
    } while (0)

#define EQ_INT(got, want)                                                         \
    do {                                                                          \
        long long g_ = (long long)(got), w_ = (long long)(want);                  \
        if (g_ != w_) {                                                           \
            printf("# %s:%d: %s is %lld, want %lld\n", __FILE__, __LINE__, #got, g_, w_); \
            test_failed_now = 1;                                                  \
        }                                                                         \
    } while (0)

#define EQ_STR(got, want)                                                         \
    do {                                                                          \
        const char *g_ = (got), *w_ = (want);                                     \
        if (!g_ || strcmp(g_, w_) != 0) {                                         \
            printf("# %s:%d: %s is \"%s\", want \"%s\"\n", __FILE__, __LINE__, #got, g_ ? g_ : "(null)", w_); \
            test_failed_now = 1;                                                  \
        }                                                                         \
    } while (0)

/* RUN(f, "sentence") runs a test; SKIP("sentence", "why") says loudly that one was not run. */
#define RUN(f, sentence)                                                          \
    do {                                                                          \
        test_failed_now = 0;                                                      \
        f();                                                                      \
        fault_after(0);                                                           \
        test_bad += test_failed_now;                                              \
        printf("%s %d - %s\n", test_failed_now ? "not ok" : "ok", ++test_count, sentence); \
        fflush(stdout);                                                           \
    } while (0)
#define SKIP(sentence, why) printf("ok %d - %s # SKIP %s\n", ++test_count, sentence, why)
#define END() (printf("1..%d\n", test_count), test_bad ? 1 : 0)

#endif
