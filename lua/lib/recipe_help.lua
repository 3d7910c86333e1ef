-- Help for those who write recipes: what the functions of one are given.
return [[
What a recipe's functions are given (lede recipe new NAME makes one to start from):

  map(article, params, emit)     once an article, in any worker, seeing nothing else
    article:tag(name, {spans=, value=, note=}), article:untag(name)
                                 as far as needs = {"tag:PATTERN"} asks
    emit(key, value)             key: a string or number; value: a string, number, boolean, or a table of them
  reduce(key, values, params) -> value
                                 what map emitted for the key, in the order of articles; of more than 1,000 values the first
                                 of the next call is what reduce gave for those before, so it must look like one of them
  finish(results, params, out)   once, at the end; results[key] is what reduce gave, without reduce the list of values
    out:print(...)               a line for the reader
    out:heading(text)
    out:table(rows, {columns=, title=, total=})
                                 in the format that --format asks for
    out:chart(rows, {label=, value=})
                                 bars for people, the rows for programs
    out:write(name, text)        a file below the folder of -o, as far as needs = {"write"} asks
    out:tag(id, name, {spans=, value=, note=})
                                 a tag on an article of the selection, as far as needs ask

lede and the libraries base, string, table, math and utf8 are there; files, the store and the network are not. The clock is
the one of --now; math.random begins anew with each article.]]
