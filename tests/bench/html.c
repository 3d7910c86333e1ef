/*
 * Pages a second on one core: the whole reader, from bytes to record, over the
 * news pages of $LEDE_SHARED/data/extraction/aeb, else over a made page of 150 KB.
 * The limit asked for is 250. `html pages` prints the figure alone, for html_readability.sh.
 */
#include <dirent.h>

#include "corpus.h"
#include "read/html.h"

enum { PAGES = 400 };

typedef struct pages {
    char *s[PAGES];
    size_t n[PAGES], count, bytes;
} pages;

static void add(pages *p, const char *s, size_t n)
{
    char *copy = malloc(n + 1);

    if (!copy || p->count >= PAGES) {
        free(copy);
        return;
    }
    memcpy(copy, s, n);
    p->s[p->count] = copy;
    p->n[p->count++] = n;
    p->bytes += n;
}

static void load(pages *p, const char *folder)
{
    static char page[LINE];
    char path[2048];
    struct dirent *e;
    DIR *d = opendir(folder);

    while (d && (e = readdir(d)) != NULL) {
        gzFile f;
        int n;

        if (!strstr(e->d_name, ".html.gz"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        f = gzopen(path, "rb");
        n = f ? gzread(f, page, sizeof page) : 0;
        if (f)
            gzclose(f);
        if (n > 0)
            add(p, page, (size_t)n);
    }
    if (d)
        closedir(d);
}

/* A page of our own: menus, a script, thirty paragraphs, a hundred teasers. */
static void make(pages *p)
{
    static char s[400000];
    size_t n = (size_t)snprintf(s, sizeof s, "<html lang=en><head><title>Ferry - Post</title></head><body><nav>");
    int i;

    for (i = 0; i < 200; i++)
        n += (size_t)snprintf(s + n, sizeof s - n,
                              "<div class='menu-item item-%d'><a href='/s/%d'>Section %d</a></div>", i, i, i);
    n += (size_t)snprintf(s + n, sizeof s - n, "</nav><script>var a = [");
    for (i = 0; i < 5000; i++)
        n += (size_t)snprintf(s + n, sizeof s - n, "%d, ", i);
    n += (size_t)snprintf(s + n, sizeof s - n, "];</script><article><h1>Ferry</h1>");
    for (i = 0; i < 30; i++)
        n += (size_t)snprintf(
            s + n, sizeof s - n,
            "<p>The board of harbour %d met on <a href='/d'>Tuesday</a>, and three captains were heard "
            "before it voted on the ferry, the fares, and the late boat.</p>",
            i);
    n += (size_t)snprintf(s + n, sizeof s - n, "</article>");
    for (i = 0; i < 300; i++)
        n += (size_t)snprintf(
            s + n, sizeof s - n,
            "<div class='teaser card'><h3><a href='/a/%d'>Another story of the harbour, number %d</a></h3>"
            "<span class='date'>3 May 2021</span><p>Short words about it.</p></div>",
            i, i);
    add(p, s, n);
}

int main(int argc, char **argv)
{
    static pages p;
    const char *shared = getenv("LEDE_SHARED");
    char folder[1024];
    double start, best = 1e9;
    size_t i;
    int round, rounds;

    snprintf(folder, sizeof folder, "%s/data/extraction/aeb/pages", shared ? shared : "../shared");
    load(&p, folder);
    if (!p.count)
        make(&p);
    rounds = p.count > 1 ? 3 : 100;
    for (round = 0; round < rounds; round++) {
        start = now();
        for (i = 0; i < p.count; i++) {
            lede_record *r = NULL;

            if (lede__html_read(p.s[i], p.n[i], NULL, NULL, NULL, &r, NULL) == LEDE_OK)
                lede_record_free(r);
        }
        best = now() - start < best ? now() - start : best;
    }
    if (argc > 1 && strcmp(argv[1], "pages") == 0)
        printf("%.1f\n", (double)p.count / best);
    else
        printf("html: %.0f pages/s a core (%zu pages of %zu KB), %.1f times the 250 asked for; %.0f MB/s\n",
               (double)p.count / best, p.count, p.bytes / p.count / 1024, (double)p.count / best / 250,
               (double)p.bytes / best / 1e6);
    for (i = 0; i < p.count; i++)
        free(p.s[i]);
    return 0;
}
