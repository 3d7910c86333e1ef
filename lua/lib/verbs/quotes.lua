-- lede quotes [options] QUERY
return select(2, ...)("shell/listing") {
  name = "quotes", summary = "What was said and by whom", usage = "quotes [options] [QUERY]",
  options = {{"--n", "N", "how many"}, {"--speaker", "NAME", "only of that speaker"}},
}
