-- Help for the functions of the module itself.
return {
  {name = "lede.article", signature = "article{headline=, body=, published=, ...} -> article",
    help = "Make an article without a store. Fields are those of stored articles (schema.org's names are taken too): url, " ..
      "headline, dek, section, authors, publisher, published, modified, language, keywords, tags, body, links, extra. " ..
      "An unknown field or a value of the wrong type raises; invalid UTF-8 is repaired.",
    example = [[return lede.article{headline = "Harbour closed", body = "The harbour is closed."}.headline  --> Harbour closed]]},
  {name = "lede.sum", signature = "sum(list) -> number", help = "The sum of a list of numbers; 0 for an empty one.",
    example = [[return lede.sum{1, 2, 3.5}  --> 6.5]]},
  {name = "lede.table", signature = "table(list, {columns=, total=}) -> rows",
    help = "Make a list of tables a list of rows: it prints as an aligned table and knows :csv() :jsonl() :md() :html() " ..
      ":chart() :text(). `columns` is the order of columns, `total` the true count where the list is a part.",
    example = [[return lede.table({{term = "port", count = 2}}, {columns = {"term", "count"}}):csv()  --> term,count
--> port,2]]},
  {name = "lede.chart", signature = "chart(rows, {label=, value=, width=, rows=}) -> text",
    help = "Bars of text, one a row: `label` and `value` name the columns (else the first that is no number, and `count` or " ..
      "the first that is one), `width` the columns of the screen, `rows` how many rows at most (60).",
    example = [[return lede.chart({{day = "Mon", count = 4}}, {width = 20})  --> Mon  4  ████████████]]},
  {name = "lede.report", signature = "report{title=, parts={text, rows, {heading=, text=, rows=, chart=}}} -> report",
    help = "A page of headings, texts, tables and charts: report:add(part), report:md() and report:html() give it as text. " ..
      "`chart = true` draws the rows as bars too, \"only\" instead of the table.",
    example = [[return lede.report{title = "Ports", parts = {"Two closed."}}:md()  --> # Ports
-->
--> Two closed.]]},
  {name = "lede.help", signature = "help(topic) -> text, or nil, message",
    help = "The help text about a function, a name of one (\"text.words\"), a type (\"set\") or a topic (\"query\").",
    example = [[return lede.help("lede.sum"):match("[^\n]+")  --> lede.sum(list) -> number]]},
  {name = "lede.csv.encode", signature = "encode(rows, {separator=, columns=, header=}) -> text",
    help = "The rows as CSV (RFC 4180, lines end with \\n). Lists in a cell are joined with \"; \", articles are their ids.",
    example = [[return lede.csv.encode({{a = 1, b = "x,y"}})  --> a,b
--> 1,"x,y"]]},
  {name = "lede.csv.decode", signature = "decode(text, {separator=, header=}) -> rows, or nil, message",
    help = "The rows of CSV text, named by its first line; `header = false` gives lists of cells. Values stay text.",
    example = [[return lede.csv.decode("a,b\n1,2\n")[1].b  --> 2]]},
  {name = "rows:text", signature = "text{rows=, width=, header=} -> text",
    help = "The list as an aligned table. `rows` is how many at most (else all), `width` the columns of the screen.",
    example = [[return lede.table{{n = 1}}:text{header = false}  --> 1]]},
  {name = "rows:sort", signature = "sort(columns) -> rows",
    help = "Sort the list itself by columns, separated by spaces; -NAME descends. Rows that are equal in all of them stay in their order.",
    example = [[return lede.table{{n = 1}, {n = 2}}:sort("-n")[1].n  --> 2]]},
  {name = "rows:first", signature = "first(n) -> rows", help = "The first n rows; printed, they say of how many.",
    example = [[return lede.table{{n = 1}, {n = 2}}:first(1)  --> n
--> 1
--> … 1 of 2 rows]]},
  {name = "rows:csv", signature = "csv{separator=, columns=} -> text", help = "The list as CSV.",
    example = [[return lede.table{{n = 1}}:csv()  --> n
--> 1]]},
  {name = "rows:jsonl", signature = "jsonl() -> text", help = "The list as JSON Lines: an object a row.",
    example = [[return lede.table{{n = 1}}:jsonl()  --> {"n":1}]]},
  {name = "rows:md", signature = "md() -> text", help = "The list as a Markdown table.",
    example = [[return lede.table{{n = 1}}:md()  --> | n |
--> | --: |
--> | 1 |]]},
  {name = "rows:html", signature = "html() -> text", help = "The list as an HTML table, everything escaped.",
    example = [[return lede.table{{n = "<b>"}}:html():match("<td>.-</td>")  --> <td>&lt;b&gt;</td>]]},
  {name = "rows:chart", signature = "chart{label=, value=, width=, rows=} -> text", help = "Bars of text: see lede.chart.",
    example = [[return lede.table{{day = "Mon", count = 4}}:chart{width = 20}  --> Mon  4  ████████████]]},
}
