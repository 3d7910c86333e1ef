-- Help for the methods of sets.
return {
  {name = "set:each", signature = "each() -> iterator",
    help = "Walk the articles, as `for article in set:each()`. The set is asked once, at the start: what is written in the loop " ..
      "does not change what is visited. Nothing of an article is read before it is used.",
    example = [[local n = 0
for article in store:all():each() do n = n + #article.authors end return n  --> 3]]},
  {name = "set:ids", signature = "ids() -> list", help = "The ids of the articles, in order.",
    example = [[return #store:all():ids()  --> 4]]},
  {name = "set:count", signature = "count() -> number", help = "How many articles, exactly; #set is the same.",
    example = [[return store:find("harbour OR river"):count()  --> 2]]},
  {name = "set:count_by", signature = "count_by(field, ...) -> rows {field..., count}",
    help = "Articles by the values of one or more fields: any field, tags, extra.KEY, or a date with a period (published:day, :week, " ..
      ":month, :quarter, :year). An article counts once for each of its authors, tags and keywords; one without a value as (none). " ..
      "Most frequent first, periods in order.",
    example = [[return store:all():count_by("publisher")[1].count  --> 2
return store:all():count_by("published:month")[2]["published:month"]  --> 2022-04]]},
  {name = "set:first", signature = "first(n) -> rows of articles; first() -> article or nil", help = "The first n articles, or the first one.",
    example = [[return store:all():first().headline  --> Harbour of Sel closed
return #store:all():first(2)  --> 2]]},
  {name = "set:sort", signature = "sort(key) -> set",
    help = "The set in the order of published, modified, added, headline, words, relevance (of a query) or id; \"-key\" descends. " ..
      "Ties go by id, so that the order is always total; undated articles come last.",
    example = [[return store:all():sort("-published"):first().headline  --> River at record high]]},
  {name = "set:limit", signature = "limit(n) -> set", help = "The first n articles as a set.",
    example = [[return store:all():limit(3):count()  --> 3]]},
  {name = "set:sample", signature = "sample(n, {seed=}) -> set",
    help = "n articles by chance, in order; the same ones for the same seed (1 unless given) and set, on every machine.",
    example = [[return store:all():sample(2, {seed = 7}):count()  --> 2]]},
  {name = "set:where", signature = "where(query) -> set", help = "Those that a query finds as well.",
    example = [[return store:find("port"):where("publisher:mir"):count()  --> 2]]},
  {name = "set:filter", signature = "filter(fn) -> set", help = "Those for which fn(article) is true. fn runs whenever the set is asked.",
    example = [[return store:all():filter(function(a) return #a.authors > 1 end):count()  --> 1]]},
  {name = "set:map", signature = "map(fn) -> rows", help = "What fn(article) gives for each article, nil left out.",
    example = [[return store:all():map(function(a) return a.section end)[3]  --> Weather]]},
  {name = "set:tag", signature = "tag(name, ..., {value=, note=, by=, no=}) -> number",
    help = "Tag every article; gives how many changed. Where the set comes from a query, the words that matched are kept as the " ..
      "evidence. by is the coder; no = true records the judgement that the tag does not apply.",
    example = [[return store:find("strike"):tag("topic/labour")  --> 2
return store:find("strike"):first():explain("topic/labour")[1].spans[1].text  --> strike]]},
  {name = "set:untag", signature = "untag(name, ...) -> number", help = "Take tags off, whoever gave them; gives how many articles changed.",
    example = [[return store:all():untag("topic/flood")  --> 1]]},
  {name = "set:update", signature = "update{field=value} -> number",
    help = "Correct fields of every article by hand; false takes a field away. Gives how many changed. Undoable.",
    example = [[return store:find("section:trade"):update{section = "Economy"}  --> 2]]},
  {name = "set:remove", signature = "remove() -> number", help = "Take the articles out of the store; undo brings them back until store:compact{purge=true}.",
    example = [[return store:find("river"):remove()  --> 1]]},
  {name = "set:terms", signature = "terms{n=20, stem=, stopwords=, numbers=, ngrams=, min_articles=} -> rows {term, count, articles, per_million}",
    help = "The words of the bodies, folded, by count. per_million is the count in a million words (all words, stop words too). " ..
      "ngrams = 2 to 5 counts runs of words that punctuation does not break and no stop word begins or ends.",
    example = [[return store:all():terms{n = 1}[1].term  --> port]]},
  {name = "set:keyness", signature = "keyness(other, {n=20, stem=, stopwords=, numbers=, ngrams=, min_articles=}) -> rows {term, count, reference_count, per_million, reference_per_million, g2, log_ratio, articles}",
    help = "The words that mark this set against another one, by log-likelihood G2 (Dunning 1993); log_ratio is the binary " ..
      "logarithm of the ratio of rates (0.5 for a count of zero). Only words more frequent here are listed.",
    example = [[local a = store:find("strike")
return a:keyness(store:all() - a)[1].g2 > 0  --> true]]},
  {name = "set:collocates", signature = "collocates(word, {window=5, within=, stopwords=, exact=, sort=, min_count=2, n=20}) -> rows {term, count, total, g2, pmi, log_dice, articles}, nodes",
    help = "The words near a word (by stem; exact = true: as written), within so many words to each side or within = \"sentence\". " ..
      "g2: log-likelihood of the windows against the rest; pmi: log2 of observed over expected; log_dice: Rychlý 2008. " ..
      "sort is one of these or count. The second value is how often the word was seen.",
    example = [[local rows, nodes = store:all():collocates("port", {min_count = 1}) return nodes  --> 4]]},
  {name = "set:kwic", signature = "kwic(query, {width=8, within=, sort=, n=}) -> rows {article, left, keyword, right, first, last}",
    help = "Each hit of the query in a body with the words around it, no further than the paragraph (within = \"sentence\": the " ..
      "sentence). sort: left (by the last word first), right or keyword. first and last are bytes of the body.",
    example = [[return store:all():kwic("strike", {within = "sentence"})[1].left  --> The]]},
  {name = "set:timeline", signature = "timeline(\"day\"|\"week\"|\"month\"|\"quarter\"|\"year\", {unit=, of=, per=, by=}) -> rows {period, count, of, rate}, undated",
    help = "Articles (unit = \"words\": words) a period, empty periods too. of = another set gives its count and the rate, times per. " ..
      "by = a field splits. The second value is how many articles have no date of that precision.",
    example = [[local rows, undated = store:all():timeline("month") return undated  --> 1
return #store:all():timeline("week")  --> 2]]},
  {name = "set:dfm", signature = "dfm{n=, stem=, stopwords=, numbers=, ngrams=, min_articles=} -> matrix",
    help = "The matrix of articles by terms, most frequent term first. matrix:export(path, {format = \"mtx\" | \"tidy\"}) writes it: " ..
      "mtx as Matrix Market with path.rows (ids) and path.columns (terms), tidy as CSV of article, term, count.",
    example = [[return store:all():dfm{n = 5}  --> matrix of 4 articles by 5 terms]]},
  {name = "set:export", signature = "export(path, {format=}) -> true, or nil, message",
    help = "Write the articles: jsonl with schema.org's names, csv, tsv or md (by the path's ending unless given). The file appears when it is whole.",
    example = [[return store:all():export("/no/such/folder/x.jsonl")  --> nil]]},
  {name = "set:duplicates", signature = "duplicates{min=0.5, other=} -> list of groups, each rows {article, similarity, containment}",
    help = "Groups of articles that copy each other (whole, edited, cut short, reordered), the earliest of a group first. " ..
      "similarity and containment (of the smaller in the larger) are to the first, 0 to 1; min is the least containment. " ..
      "With other = a set, only groups with articles of both. Nothing is hidden or removed.",
    example = [[return #store:all():duplicates()  --> 0]]},
  {name = "set:quotes", signature = "quotes{speaker=, n=, indirect=} -> rows {article, speaker, cue, text, first, last}",
    help = "What is quoted in the articles: see article:quotes. speaker: only where the speaker's name holds that, letter case aside.",
    example = [[return store:all():quotes()[1].text  --> We have no choice,]]},
  {name = "set:names", signature = "names{n=50, kind=} -> rows {name, kind, articles, count}",
    help = "The names in the articles, under their fullest form, by how many articles hold them: see article:names. kind: only person, place, organisation or group.",
    example = [[return store:all():names{kind = "person"}[1].name  --> Ben Ode]]},
  {name = "set:lookup", signature = "lookup(dictionary, {by=, per=1000}) -> rows {key, count, weight, articles, of_articles, words, rate}",
    help = "How often each category of a dictionary (lede.dictionary, lede.gazetteer) stands in the bodies: matches, the sum of their " ..
      "weights, articles that hold it of how many, and matches per so many words. by = a field or a date with a period splits.",
    example = [[local d = lede.dictionary{water = {"river", "harbour"}, work = {"strike*"}}
return store:all():lookup(d)[1].count  --> 2
return store:all():lookup(d, {by = "section"})[1].section  --> Trade]]},
  {name = "set:summary", signature = "summary{sentences=5} -> rows {article, published, text, first, last, score}",
    help = "The sentences that say most about the whole set, in its order: each article's own best sentences (article:summary) " ..
      "compete; words that many articles share count, and what a chosen sentence said counts less. score is 1 for the best.",
    example = [[return #store:all():summary{sentences = 2}  --> 2]]},
  {name = "set:agreement", signature = "agreement(coder_a, coder_b, {tag=}) -> table",
    help = "How far two coders agree on a tag (all tags without one), over the articles that both judged: units, both, only_a, " ..
      "only_b, neither, observed, precision, recall, f1 (of b, with a as the standard), kappa (Cohen), alpha (Krippendorff). A figure without a denominator is NaN.",
    example = [[local all = store:all()
all:tag("x", {by = "ana"})
all:limit(2):tag("x", {by = "ben"})
return all:agreement("ana", "ben").both  --> 2]]},
}
