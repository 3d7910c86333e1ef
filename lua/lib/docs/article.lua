-- Help for the methods of articles.
return {
  {name = "article:counts", signature = "counts{n=20, stem=, stopwords=, numbers=, ngrams=} -> rows {term, count, articles, per_million}",
    help = "The words of the body by count: see set:terms.",
    example = [[return lede.article{language = "en", body = "The port of ports: a port."}:counts()[1].count  --> 2]]},
  {name = "article:matches", signature = "matches(query) -> rows {field, text, first, last}, matched",
    help = "The pieces of headline, dek and body by which a query matches: the same meaning as store:find. The second value is " ..
      "whether it matches at all (a query of fields has no pieces).",
    example = [[return store:find("harbour"):first():matches("strike OR port")[2].text  --> port]]},
  {name = "article:tag", signature = "tag(name, {spans=, value=, note=, by=, no=}) -> boolean",
    help = "Tag the article; gives whether that is new. spans are the evidence, {first=, last=} in the body; by is the coder; " ..
      "no = true records the judgement that the tag does not apply.",
    example = [[local a = store:find("river"):first()
a:tag("place/mir", {spans = {{first = 11, last = 13}}})
return a:explain("place/mir")[1].spans[1].text  --> Mir]]},
  {name = "article:untag", signature = "untag(name) -> boolean", help = "Take the tag off, whoever gave it; gives whether it stood.",
    example = [[return store:find("river"):first():untag("topic/flood")  --> true]]},
  {name = "article:update", signature = "update{field=value} -> boolean",
    help = "Correct fields by hand; false takes one away. The correction stays when the article is added again; undoable.",
    example = [[local a = store:find("river"):first()
a:update{section = "Local"}
return a.section  --> Local]]},
  {name = "article:similar", signature = "similar{n=10, min=0.2} -> rows {article, similarity, containment}",
    help = "The articles of the store whose text shares most with this one: estimated Jaccard index and share of the smaller " ..
      "text's runs of three words. Every body is looked at.",
    example = [[return #store:find("river"):first():similar()  --> 0]]},
  {name = "article:remove", signature = "remove() -> true, or nil, message", help = "Take the article out of the store; undoable.",
    example = [[return store:find("river"):first():remove()  --> true]]},
  {name = "article:explain", signature = "explain(tag) -> rows {tag, run, run_name, recipe, version, params, when, who, by, value, note, revision, spans}, or nil, message",
    help = "What a tag (or every tag) rests on: the run that gave it and the spans, each with its sentence, the text of the " ..
      "revision it was made on, and where that text stands now (now_first, now_last; absent where it is gone).",
    example = [[return store:find("river"):first():explain()[1].tag  --> topic/flood]]},
  {name = "article:sentence_of", signature = "sentence_of(span) -> text",
    help = "The sentence of the body that a span (anything with first and last) lies in; more than one where the span is wider.",
    example = [[return lede.article{body = "It rained. Nobody came."}:sentence_of{first = 12, last = 17}  --> Nobody came.]]},
  {name = "article:revisions", signature = "revisions() -> rows {revision, run, headline, dek, body, published, modified, hash}, or nil, message",
    help = "All texts of the article, the current one last.",
    example = [[return #store:find("river"):first():revisions()  --> 1]]},
  {name = "article:diff", signature = "diff(revision, to) -> rows {field, op, text, first, last}, or nil, message",
    help = "What changed from that revision (else the one before) to another (else the current text), sentence by sentence: op is - or +.",
    example = [[store:add{url = "http://sel.example/river", headline = "River at record high", body = "The river Mir rose above all marks.\n\nSchools are open."}
return store:find("river"):first():diff()[2].text  --> Schools are open.]]},
}
