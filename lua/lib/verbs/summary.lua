-- lede summary [options] QUERY
return select(2, ...)("shell/listing") {
  name = "summary", summary = "The most telling sentences of a selection", usage = "summary [options] [QUERY]",
  options = {{"--sentences", "N", "how many (5)"}},
}
