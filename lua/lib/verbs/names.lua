-- lede names [options] QUERY
return select(2, ...)("shell/listing") {
  name = "names", summary = "Persons, places, organisations and groups in a selection", usage = "names [options] [QUERY]",
  options = {{"--n", "N", "how many"}, {"--kind", "KIND", "only person, place, organisation or group"}},
}
