/* Undo: single cases, and random histories against a model that replays what counts. */
#include "store_help.h"

static lede_undo undo(lede_store *s, int64_t run)
{
    lede_undo u = {0};

    err.message[0] = '\0';
    if (lede_store_undo(s, run, 0, NULL, NULL, &u, &err) != LEDE_OK) {
        printf("# undo: %s\n", err.message);
        test_failed_now = 1;
    }
    return u;
}

static int64_t standing(lede_store *s)
{
    int64_t n = -1;

    lede_store_count(s, &n, &err);
    return n;
}

static void adding_is_undone(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024");
    lede_undo u;

    u = undo(s, 0);
    EQ_INT(u.undone, 1);
    EQ_INT(standing(s), 0);
    EQ_INT(problems(s), 0);
    undo(s, u.run);
    EQ_INT(standing(s), 1);
    EQ_STR(value(s, a.row, "body"), "First text.");
    EQ_STR(value(s, a.row, "authors"), "[\"Ada Quill\"]");
    EQ_INT(problems(s), 0);
    EQ_INT(lede_store_undo(s, u.run, 0, NULL, NULL, &u, &err), LEDE_USAGE);
    lede_store_close(s);
}

static void updates_go_back(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024");
    lede_undo u, first;

    add(s, "https://example.org/a", "Two", "Second text.", "2025");
    u = undo(s, 0);
    EQ_INT(u.undone, 1);
    EQ_STR(value(s, a.row, "body"), "First text.");
    EQ_STR(value(s, a.row, "published"), "2024");
    EQ_STR(value(s, a.row, "revision"), "1");
    undo(s, u.run);
    EQ_STR(value(s, a.row, "body"), "Second text.");
    EQ_STR(value(s, a.row, "revision"), "2");
    first = undo(s, 1);   /* the adding: updated since, stays */
    EQ_INT(first.kept, 1);
    EQ_INT(standing(s), 1);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

typedef struct report {
    int n;
    char text[200];
} report;

static int keep_report(const lede_change *c, void *ud)
{
    report *r = ud;

    r->n++;
    snprintf(r->text, sizeof r->text, "%s: %s", c->op, c->kept);
    return 0;
}

static void what_others_built_on_stays(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024");
    report r = {0};
    lede_undo u;

    add(s, "https://example.org/b", "Other", "Other text.", "2024");
    tag(s, a.row, "x");
    EQ_INT(lede_store_undo(s, 1, 1, keep_report, &r, &u, &err), LEDE_OK);
    EQ_INT(u.run, 0);
    EQ_INT(u.kept, 1);
    EQ_STR(r.text, "add: tagged since");
    EQ_INT(number(s, "SELECT count(*) FROM runs"), 3);
    EQ_INT(lede_store_undo(s, 1, 0, keep_report, &r, &u, &err), LEDE_OK);
    EQ_INT(standing(s), 2);
    undo(s, 3);
    EQ_INT(number(s, "SELECT count(*) FROM runs WHERE id = 1 AND state = 'undone in part'"), 1);
    undo(s, 1);
    EQ_INT(standing(s), 1);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static void two_runs_assert_one_tag(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "", "One", "Text.", "");
    lede_run_spec first = {.kind = "recipe", .name = "r1", .commit = LEDE_COMMIT_BULK};
    lede_run_spec second = {.kind = "recipe", .name = "r2", .commit = LEDE_COMMIT_BULK};
    int64_t one, two, again;

    lede_run_begin(s, &first, &err);
    EQ_INT(tag(s, a.row, "x"), 1);
    lede_run_end(s, &one, &err);
    lede_run_begin(s, &second, &err);
    EQ_INT(tag(s, a.row, "x"), 1);
    lede_run_end(s, &two, &err);
    lede_run_begin(s, &first, &err);
    EQ_INT(tag(s, a.row, "x"), 0);
    lede_run_end(s, &again, &err);
    EQ_INT(again, 0);
    undo(s, one);
    EQ_STR(value(s, a.row, "tags"), "[\"x\"]");
    undo(s, two);
    EQ_STR(value(s, a.row, "tags"), "[]");
    lede_store_close(s);
}

static int count_change(const lede_change *c, void *ud)
{
    (void)c;
    ++*(int *)ud;
    return 0;
}

static void a_dry_run_leaves_nothing(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "", "One", "Text.", "");
    lede_run_spec dry = {.kind = "recipe", .name = "r", .commit = LEDE_COMMIT_NEVER};
    int64_t run;
    int changes = 0;

    EQ_INT(lede_run_begin(s, &dry, &err), LEDE_OK);
    EQ_INT(lede_run_begin(s, &dry, &err), LEDE_USAGE);
    EQ_INT(tag(s, a.row, "x"), 1);
    add(s, "", "Two", "More text.", "");
    EQ_INT(lede_store_remove(s, a.row, &err), LEDE_OK);
    EQ_INT(lede_run_changes(s, 0, count_change, &changes, &err), LEDE_OK);
    EQ_INT(changes, 3);
    EQ_INT(lede_run_end(s, &run, &err), LEDE_OK);
    EQ_INT(run, 0);
    EQ_INT(standing(s), 1);
    EQ_STR(value(s, a.row, "tags"), "[]");
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static void an_aborted_run_is_taken_back(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "", "One", "Text.", "");
    lede_run_spec spec = {.kind = "script", .name = "s", .commit = LEDE_COMMIT_EACH};

    EQ_INT(lede_run_begin(s, &spec, &err), LEDE_OK);
    tag(s, a.row, "x");
    add(s, "", "Two", "More text.", "");
    EQ_INT(lede_run_abort(s, &err), LEDE_OK);
    EQ_INT(standing(s), 1);
    EQ_STR(value(s, a.row, "tags"), "[]");
    spec.commit = LEDE_COMMIT_END;
    EQ_INT(lede_run_begin(s, &spec, &err), LEDE_OK);
    tag(s, a.row, "y");
    EQ_INT(lede_run_abort(s, &err), LEDE_OK);
    EQ_STR(value(s, a.row, "tags"), "[]");
    EQ_INT(number(s, "SELECT count(*) FROM tag WHERE name = 'y'"), 0);
    EQ_INT(tag(s, a.row, "y"), 1);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static void corrections_changed_since_stay(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024");
    report r = {0};
    lede_undo u;

    lede_store_set(s, a.row, LEDE_SECTION, "World", 5, NULL, &err);
    lede_store_set(s, a.row, LEDE_SECTION, "Sport", 5, NULL, &err);
    EQ_INT(lede_store_undo(s, 2, 0, keep_report, &r, &u, &err), LEDE_OK);
    EQ_INT(u.kept, 1);
    EQ_STR(r.text, "set: changed since");
    undo(s, 3);
    EQ_STR(value(s, a.row, "section"), "World");
    undo(s, 2);
    EQ_STR(value(s, a.row, "section"), "");
    lede_store_close(s);
}

/* Fields corrected by runs of their own go back in any order, and each stays protected as long as it is corrected. */
static void corrections_of_several_fields_are_apart(void)
{
    static const char *const names[] = {"section", "published", "language"};
    static const lede_field fields[] = {LEDE_SECTION, LEDE_PUBLISHED, LEDE_LANGUAGE};
    static const char *const read[] = {"", "2024", "en"}, *const corrected[] = {"Sport", "2025", "de"};
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int order, i, back;

    for (order = 0; order < 6; order++) {
        lede_store *s = memory();
        int64_t row = add(s, "https://example.org/a", "One", "First text.", "2024").row;
        const char *want[3];

        for (i = 0; i < 3; i++) {
            want[i] = corrected[i];
            EQ_INT(lede_store_set(s, row, fields[i], want[i], strlen(want[i]), NULL, &err), LEDE_OK);   /* run 2 + i */
        }
        for (back = 0; back < 3; back++) {
            undo(s, 2 + orders[order][back]);
            want[orders[order][back]] = read[orders[order][back]];
            add(s, "https://example.org/a", "One", "First text.", "2024");
            for (i = 0; i < 3; i++)
                EQ_STR(value(s, row, names[i]), want[i]);
        }
        EQ_INT(number(s, "SELECT fixed IS NULL FROM article"), 1);
        EQ_INT(problems(s), 0);
        lede_store_close(s);
    }
}

/* What a run said first and then otherwise is not brought back by undoing its undo. */
static void a_run_that_changed_its_mind_comes_back_so(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "", "One", "Text.", "");
    lede_run_spec spec = {.kind = "recipe", .name = "r", .commit = LEDE_COMMIT_END};
    lede_assertion first = {.name = "x", .n = 1, .value = "1"}, second = {.name = "x", .n = 1, .value = "2"};
    int64_t run;

    lede_run_begin(s, &spec, &err);
    lede_store_tag(s, a.row, &first, NULL, &err);
    lede_store_tag(s, a.row, &second, NULL, &err);
    lede_run_end(s, &run, &err);
    EQ_INT(number(s, "SELECT count(*) FROM article_tags"), 1);
    undo(s, undo(s, run).run);
    EQ_INT(number(s, "SELECT count(*) FROM article_tags"), 1);
    EQ_INT(number(s, "SELECT value FROM article_tags"), 2);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

/* --- random histories ------------------------------------------------------------- */

enum { ARTICLES = 4, TAGS = 3, RECIPES = 2, OPS = 160, MOST_RUNS = 200, MOST_EVENTS = 2000 };
typedef enum kind { TAG, UNTAG, REMOVE, RETRACT } kind;

typedef struct event {
    int run, article, tag;
    int retracted;              /* of a RETRACT: the place of the TAG that it takes back */
    kind kind;
} event;

typedef struct model {
    event events[MOST_EVENTS];
    int events_n;
    int undoes[MOST_RUNS];      /* the run that a run takes back; 0: it is no undo */
    int recipe[MOST_RUNS];      /* the recipe of a run; -1: a script */
    int counts[MOST_RUNS];
    int runs;
    int gone[ARTICLES];
    int64_t row[ARTICLES];
    int first_run;              /* number of the first run after the addings */
} model;

static unsigned long long random_state;

static int pick(int n)
{
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)(random_state >> 33) % n;
}

/* A run counts unless an undo of it counts; an undo has a higher number. */
static void model_recount(model *m)
{
    int run, i;

    for (run = 1; run <= m->runs; run++)
        m->counts[run] = 1;
    for (run = m->runs; run >= 1; run--)
        if (m->counts[run] && m->undoes[run])
            m->counts[m->undoes[run]] = 0;
    for (i = 0; i < m->events_n; i++)
        if (m->events[i].kind == REMOVE)
            m->gone[m->events[i].article] = m->counts[m->events[i].run];
}

static int model_event_counts(const model *m, int at)
{
    int i;

    if (!m->counts[m->events[at].run])
        return 0;
    for (i = at + 1; i < m->events_n; i++)
        if (m->events[i].kind == RETRACT && m->events[i].retracted == at && m->counts[m->events[i].run])
            return 0;
    return 1;
}

/* Whether the TAG at that place stands: it counts, and no untag that counts follows. */
static int model_event_stands(const model *m, int at)
{
    const event *e = &m->events[at];
    int i;

    if (e->kind != TAG || !model_event_counts(m, at))
        return 0;
    for (i = at + 1; i < m->events_n; i++)
        if (m->events[i].kind == UNTAG && m->events[i].article == e->article && m->events[i].tag == e->tag &&
            model_event_counts(m, i))
            return 0;
    return 1;
}

/* Whether the tag stands: replay what counts. */
static int model_stands(const model *m, int article, int t)
{
    int i;

    for (i = 0; i < m->events_n; i++)
        if (m->events[i].article == article && m->events[i].tag == t && model_event_stands(m, i))
            return 1;
    return 0;
}

static int model_removes(const model *m, int run)
{
    int i;

    if (m->undoes[run])
        return model_removes(m, m->undoes[run]);
    for (i = 0; i < m->events_n; i++)
        if (m->events[i].run == run && m->events[i].kind == REMOVE)
            return 1;
    return 0;
}

static void model_event(model *m, int run, int article, int t, kind k)
{
    event e = {run, article, t, -1, k};

    m->events[m->events_n++] = e;
}

/* Every assertion of the recipe that stands is taken back. Gives how many. */
static int model_retract(model *m, int run, int article, int t, int recipe)
{
    int i, n = m->events_n, done = 0;

    for (i = 0; i < n; i++)
        if (m->events[i].article == article && m->events[i].tag == t && m->recipe[m->events[i].run] == recipe &&
            model_event_stands(m, i)) {
            event e = {run, article, t, i, RETRACT};

            m->events[m->events_n++] = e;
            done++;
        }
    return done;
}

static const char *const tag_names[TAGS] = {"a", "b/c", "d"};

static const char *const recipe_names[RECIPES] = {"first", "second"};

/* One write of a run on an article that stands; gives whether it wrote. */
static int random_write(lede_store *s, model *m, int run, int a, int t)
{
    int changed = 0, recipe = pick(RECIPES);

    switch (pick(6)) {
    case 0:
    case 1:
        changed = untag(s, m->row[a], tag_names[t]);
        if (changed)
            model_event(m, run, a, t, UNTAG);
        return changed;
    case 2:
        EQ_INT(lede_store_retract(s, m->row[a], tag_names[t], strlen(tag_names[t]), recipe_names[recipe], &changed, &err), LEDE_OK);
        EQ_INT(model_retract(m, run, a, t, recipe) > 0, changed);
        return changed;
    default:
        changed = tag(s, m->row[a], tag_names[t]);
        if (changed)
            model_event(m, run, a, t, TAG);
        return changed;
    }
}

/* A run, of a script or of a new version of a recipe; one article may be removed by a run of its own. */
static void random_run(lede_store *s, model *m)
{
    lede_run_spec spec = {.commit = (lede_commit)pick(3)};
    char name[20];
    int n = 1 + pick(4), i, run = m->runs + 1, wrote = 0, removes = pick(8) == 0, recipe = pick(RECIPES + 1) - 1;
    int64_t id;

    snprintf(name, sizeof name, "%d", run);
    spec.kind = recipe < 0 ? "script" : "recipe";
    spec.name = recipe < 0 ? name : recipe_names[recipe];
    spec.version = name;
    m->recipe[run] = recipe;
    m->counts[run] = 1;
    EQ_INT(lede_run_begin(s, &spec, &err), LEDE_OK);
    for (i = 0; i < n; i++) {
        int a = pick(ARTICLES), t = pick(TAGS);

        if (m->gone[a])
            continue;
        if (removes && i == 0) {
            EQ_INT(lede_store_remove(s, m->row[a], &err), LEDE_OK);
            model_event(m, run, a, 0, REMOVE);
            m->gone[a] = 1;
            wrote = 1;
            break;
        }
        wrote |= random_write(s, m, run, a, t);
    }
    EQ_INT(lede_run_end(s, &id, &err), LEDE_OK);
    if (wrote)
        m->runs = run;
    EQ_INT(id, wrote ? run : 0);
}

static void random_undo(lede_store *s, model *m)
{
    int run = m->first_run + pick(m->runs - m->first_run + 1), dry = pick(4) == 0;
    lede_undo u;
    lede_status st;

    /* To bring a removal back and forth has rules of its own, tested above: once is enough here. */
    if (m->undoes[run] && model_removes(m, run))
        return;
    st = lede_store_undo(s, run, dry, NULL, NULL, &u, &err);
    EQ_INT(st, m->counts[run] ? LEDE_OK : LEDE_USAGE);
    if (st != LEDE_OK || dry)
        return;
    EQ_INT(u.kept, 0);
    m->runs++;
    EQ_INT(u.run, m->runs);
    m->undoes[m->runs] = run;
    m->recipe[m->runs] = -1;
    model_recount(m);
}

static int compare(lede_store *s, const model *m)
{
    char want[64];
    int a, t;

    for (a = 0; a < ARTICLES; a++) {
        if (m->gone[a])
            continue;
        snprintf(want, sizeof want, "[");
        for (t = 0; t < TAGS; t++)
            if (model_stands(m, a, t))
                snprintf(want + strlen(want), sizeof want - strlen(want), "%s\"%s\"", want[1] ? "," : "", tag_names[t]);
        snprintf(want + strlen(want), sizeof want - strlen(want), "]");
        if (strcmp(want, value(s, m->row[a], "tags")) != 0) {
            printf("# article %d has %s, want %s\n", a, value(s, m->row[a], "tags"), want);
            return 0;
        }
    }
    return 1;
}

static void random_histories(void)
{
    static model m;
    char headline[20];
    int seed, op, a;

    for (seed = 1; seed <= 25 && !test_failed_now; seed++) {
        lede_store *s = memory();

        memset(&m, 0, sizeof m);
        random_state = (unsigned long long)seed * 977;
        for (a = 0; a < ARTICLES; a++) {
            snprintf(headline, sizeof headline, "H%d", a);
            m.row[a] = add(s, "", headline, "Text.", "").row;
        }
        m.runs = ARTICLES;
        m.first_run = ARTICLES + 1;
        for (op = 0; op < OPS && !test_failed_now; op++) {
            if (m.runs >= m.first_run && pick(5) < 2)
                random_undo(s, &m);
            else
                random_run(s, &m);
            CHECK(compare(s, &m));
        }
        if (test_failed_now)
            printf("# seed %d, operation %d\n", seed, op);
        EQ_INT(problems(s), 0);
        lede_store_close(s);
    }
}

int main(void)
{
    RUN(adding_is_undone, "adding is undone, and the undo too");
    RUN(updates_go_back, "an update goes back to the revision before, and forth again");
    RUN(what_others_built_on_stays, "what others built on stays and is reported");
    RUN(two_runs_assert_one_tag, "a tag stands while any run's assertion does; a recipe run twice writes nothing");
    RUN(a_dry_run_leaves_nothing, "a dry run does everything and leaves nothing");
    RUN(an_aborted_run_is_taken_back, "an aborted run is taken back, kept parts too");
    RUN(corrections_changed_since_stay, "a correction that was corrected again stays");
    RUN(corrections_of_several_fields_are_apart, "corrections of several fields are taken back each by itself");
    RUN(a_run_that_changed_its_mind_comes_back_so, "a run that changed its mind comes back as it ended");
    RUN(random_histories, "4,000 random writes and undos leave what a replay of what counts gives");
    return END();
}
