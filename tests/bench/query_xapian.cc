// The peer of query.c: the same texts in Xapian, words by English stem, the
// same queries. Usage: query_xapian DB < texts (to index), query_xapian DB QUERY...
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

static double now()
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int index_texts(const char *path)
{
    Xapian::WritableDatabase db(path, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    std::map<long long, std::string> texts;
    long long row;
    size_t n;

    while (scanf("%lld %zu", &row, &n) == 2) {
        std::string s(n, ' ');

        getchar();
        if (fread(&s[0], 1, n, stdin) != n)
            break;
        texts[row] += s + "\n\n";
    }
    generator.set_stemmer(Xapian::Stem("english"));
    for (auto &t : texts) {
        Xapian::Document d;

        generator.set_document(d);
        generator.set_termpos(0);
        generator.index_text(t.second);
        db.replace_document((Xapian::docid)t.first, d);
    }
    db.commit();
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return index_texts(argv[1]);
    Xapian::Database db(argv[1]);
    Xapian::QueryParser parser;

    parser.set_database(db);
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    for (int i = 2; i < argc; i++) {
        std::vector<double> times;
        std::string query = argv[i];

        if (query.compare(0, 5, "near(") == 0)
            query = "tax NEAR/6 cut";
        for (int k = 0; k < 15; k++) {
            double start = now();
            Xapian::Enquire enquire(db);

            enquire.set_query(parser.parse_query(query, Xapian::QueryParser::FLAG_BOOLEAN | Xapian::QueryParser::FLAG_PHRASE |
                                                            Xapian::QueryParser::FLAG_WILDCARD));
            Xapian::MSet best = enquire.get_mset(0, 20);

            for (auto m = best.begin(); m != best.end(); ++m)
                (void)*m;
            times.push_back((now() - start) * 1e3);
        }
        std::sort(times.begin(), times.end());
        printf("%s\t%.3f\n", argv[i], times[7]);
    }
    return 0;
}
