/*
 * Store layer. Tags as assertions.
 *
 * An event of op TAG asserts, one of op UNTAG takes back all that was asserted
 * before it. Every such event that counts (was not undone) has a row in
 * `tagged`, whose state says what it means now:
 *
 *    0  asserted, stands
 *    1  judged not to apply, stands
 *    2  asserted, taken back by a later untag
 *    3  judged not to apply, taken back by a later untag
 *    4  an untag
 *    +16  the article is removed: sleeps until it is restored
 *
 * So the state of an (article, tag) follows from the events that count, in
 * their order, and undoing any of them in any order gives what would be there
 * had it never happened.
 */
#ifndef LEDE_STORE_TAG_H
#define LEDE_STORE_TAG_H

#include "store/store_in.h"

enum { LEDE__STANDS = 0, LEDE__NO = 1, LEDE__TAKEN = 2, LEDE__UNTAG = 4, LEDE__SLEEPS = 16 };

/* Make an event count (again), or no more, and bring the states of its pair up to date. *changed is 0 where it was so. */
lede_status lede__tag_on(lede_store *s, int64_t event, int *changed, lede_error *err);
lede_status lede__tag_off(lede_store *s, int64_t event, int64_t tag, int64_t article, int *changed, lede_error *err);

#endif
