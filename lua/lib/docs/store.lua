-- Help for lede.open and the methods of stores. Examples run with `store`
-- holding four invented articles (tests/spec/sample.lua).
return {
  {name = "lede.open", signature = "open(path, {mode=}) -> store, or nil, message",
    help = "Open a store, one SQLite file. mode: \"write\" (the default; the file must exist), \"create\" (made where absent) " ..
      "or \"read\" (never writes). The store closes itself with `local store <close>` and when it is collected.",
    example = [[return lede.open("/no/such/file.lede")  --> nil]]},
  {name = "store:add", signature = "add(path or article, {format=, map=, set=, date_order=, url=, charset=, progress=, report=, every=}) -> table, or nil, message",
    help = "Add a file or folder of any format, an article, or a table of its fields. Gives {added=, updated=, same=, " ..
      "skipped=, failed=, notes={{outcome=, source=, reason=, notes=}, ...}}; of one article its id and the article too. " ..
      "An article is known again by its URL, else by its content; an earlier text is kept as a revision. " ..
      "report(note) gets the notes one by one instead, with every = true also those of articles that were simply added; progress(read, total, counts) is called as bytes are read.",
    example = [[return store:add{headline = "New", body = "A new article."}.added  --> 1]]},
  {name = "store:get", signature = "get(id_or_url) -> article, or nil, message",
    help = "The article of an id, of the start of one that only one article has, or of a URL.",
    example = [[return store:get("http://sel.example/harbour").headline  --> Harbour of Sel closed]]},
  {name = "store:find", signature = "find(query) -> set",
    help = "The set of articles that a query finds (help \"query\"). A mistake in the query raises at once, with a caret under the place.",
    example = [[return store:find("port strike section:trade"):count()  --> 2]]},
  {name = "store:all", signature = "all() -> set", help = "The set of all articles.",
    example = [[return #store:all()  --> 4]]},
  {name = "store:save", signature = "save(name, query) -> true, or nil, message",
    help = "Save a query, to be used as query:NAME in others; without a query the name is forgotten.",
    example = [[store:save("trade", "section:trade")
return store:find("query:trade week"):count()  --> 1]]},
  {name = "store:saved", signature = "saved() -> rows {name, query}", help = "The saved queries.",
    example = [[store:save("trade", "section:trade")
return store:saved()[1].name  --> trade]]},
  {name = "store:tags", signature = "tags() -> rows {tag, articles}", help = "All tags that stand, with how many articles have each.",
    example = [[return store:tags()[1].tag  --> topic/flood]]},
  {name = "store:runs", signature = "runs(id) -> rows",
    help = "What wrote to the store, the newest first: {id, kind, name, who, started, ended, state, added, updated, tagged, " ..
      "untagged, set, removed, query, recipe_hash, version, params, now, undoes}. With an id only that run.",
    example = [[return store:runs()[1].added > 0  --> true]]},
  {name = "store:changes", signature = "changes(run) -> rows {id, op, what, before}",
    help = "What a run did, in order; op is add, update, set, remove, restore, tag or untag.",
    example = [[local run = store:run("mark", function() store:all():tag("seen") end)
return #store:changes(run)  --> 4]]},
  {name = "store:undo", signature = "undo(run or \"last\", {dry=}) -> {run=, undone=, kept=, notes=}, or nil, message",
    help = "Take a run back item by item. What was changed since by others stays and is in notes with its reason. dry only reports.",
    example = [[local run = store:run("mark", function() store:all():tag("seen") end)
return store:undo(run).undone  --> 4]]},
  {name = "store:run", signature = "run(name, fn, {dry=, ...}) -> run id, what fn returns",
    help = "Group the writes of fn in one run that undo takes back as one. An error in fn takes its writes back and is raised again. " ..
      "The id is 0 where nothing was written. With dry = true everything is done, listed and taken back: 0, the changes, what fn returns.",
    example = [[local id, changes = store:run("try", function() store:all():tag("seen") end, {dry = true})
return #changes  --> 4
return #store:tags()  --> 1]]},
  {name = "store:sql", signature = "sql(query, ...) -> iterator of rows, or nil, message",
    help = "A read-only SELECT over the documented views (articles, article_tags, spans, runs), its parameters after it. " ..
      "Use it as `for row in store:sql(...)`; each row is a table by column.",
    example = [[local n = 0
for row in store:sql("SELECT headline FROM articles WHERE publisher = ?", "Mir Post") do n = n + 1 end return n  --> 2]]},
  {name = "store:stats", signature = "stats() -> table",
    help = "articles, undated, first, last (published), words, text_bytes, file_bytes, revisions, removed, tags, assertions, runs.",
    example = [[return store:stats().articles  --> 4]]},
  {name = "store:check", signature = "check() -> rows {problem, mend}",
    help = "Verify file, index, hashes, spans and orphans; no rows where all is well.",
    example = [[return #store:check()  --> 0]]},
  {name = "store:reindex", signature = "reindex() -> true, or nil, message", help = "Build the search index anew from the articles.",
    example = [[return store:reindex()  --> true]]},
  {name = "store:backup", signature = "backup(path) -> true, or nil, message",
    help = "Write a whole copy in one file, while others may read and write. A plain copy of the file can lack what its -wal holds.",
    example = [[return store:backup("/no/such/folder/copy.lede")  --> nil]]},
  {name = "store:compact", signature = "compact{purge=} -> true, or nil, message",
    help = "Give space back. With purge = true removed articles go for good and undo cannot bring them back.",
    example = [[return store:compact()  --> true]]},
  {name = "store:path", signature = "path() -> text", help = "The file of the store."},
  {name = "store:close", signature = "close()", help = "Close the store; using it afterwards raises. A second time does nothing.",
    example = [[store:close()
return tostring(store)  --> store (closed)]]},
}
