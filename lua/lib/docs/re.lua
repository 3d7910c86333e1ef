-- Help for lede.re.
local options = " Options beside: ignorecase, multiline, dotall, extended, literal (booleans)."
return {
  {name = "lede.re.compile", signature = "compile(pattern, {ignorecase=, multiline=, dotall=, extended=, literal=}) -> regex",
    help = "Compile a PCRE2 pattern over UTF-8, with Unicode classes and named groups (?<name>...). A wrong pattern raises and says where. " ..
      "The other functions take a pattern or what this returns, whose methods they are too (`regex:find(s)`); patterns given as " ..
      "text are kept compiled. Matching never hangs: a text that needs too many steps, too much memory or time raises and names the limit.",
    example = [[return lede.re.compile("(?i)port(?<s>s)?"):match("Two Ports")  --> s]]},
  {name = "lede.re.find", signature = "find(s, pattern, {init=}) -> first, last, groups..., or nil",
    help = "Where the first match is, as string.find gives it, bytes counted from 1; of a span, in the body it comes from. `init` is " ..
      "where to start. A group that took no part is false." .. options,
    example = [[return lede.re.find("année 2022", "\\d+")  --> 8]]},
  {name = "lede.re.match", signature = "match(s, pattern, {init=}) -> groups..., or the match, or nil",
    help = "The groups of the first match, or all of it where the pattern has none; of a string or a span." .. options,
    example = [[return lede.re.match("from 3 to 14", "(\\d+) to (\\d+)")  --> 3]]},
  {name = "lede.re.gmatch", signature = "gmatch(s, pattern, {init=}) -> iterator",
    help = "Iterate over the matches of a string or a span, each as lede.re.match gives it." .. options,
    example = [[local t = {} for w in lede.re.gmatch("one two", "\\w+") do t[#t + 1] = w end return table.concat(t, "/")  --> one/two]]},
  {name = "lede.re.spans", signature = "spans(s, pattern, {init=, n=}) -> rows {text, first, last, groups}",
    help = "Every match (at most `n`) with its place; `groups` has each group as {text, first, last} under its number and name, false " ..
      "where it took no part. The rows serve as evidence of a tag." .. options,
    example = [[return lede.re.spans("Quay 7, Quay 12", "Quay (?<number>\\d+)")[2].groups.number.first  --> 14]]},
  {name = "lede.re.gsub", signature = "gsub(s, pattern, replacement, {n=}) -> s, count",
    help = "Replace the matches (at most `n`) in a string or a span. A replacement text may use %0, %1, %{name} and %%; a function gets " ..
      "the groups, a table is asked for the first: false or nil keeps the match." .. options,
    example = [[return lede.re.gsub("3 km", "(?<n>\\d+) km", "%{n} kilometres")  --> 3 kilometres]]},
  {name = "lede.re.split", signature = "split(s, pattern, {n=}) -> rows {text, first, last}",
    help = "The parts of a string or a span between the matches, at most `n`." .. options,
    example = [[return #lede.re.split("a, b,c", ",\\s*")  --> 3]]},
}
