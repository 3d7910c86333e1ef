return {
  {
    name = "lede.read", signature = "read(path, {format=, url=, charset=, date_order=, map=, text=, all=}) -> iterator of article, item",
    help = [[Read articles from a file, a folder (walked whole, in byte order of names) or "-" (standard input), in any format that
`lede help formats` lists, compressed or packed. The loop gives an article and what is known about the item: {kind, source, format,
charset, reason, bytes_read, bytes_total}. Members that are no articles, and ones that could not be read, are passed over; with
all = true they come as false, with item.kind "skipped" or "failed" and item.reason. format names the format instead of finding it;
url is where a single page came from; charset what its server declared; date_order "dmy" or "mdy" decides dates that could be
either; map = {column = "field"} names the fields of columns; text = S reads S under the name `path`. Limits: max_record (bytes of
one record, 64 MB), max_ratio (expansion of a container, 1000), max_members (10 million), max_depth (containers inside each other, 8).
An input that cannot be opened gives nil and a message.]],
    example = [[
local n = 0
for article in lede.read("x.jsonl", {text = '{"headline": "Ferry is late"}\n{"headline": "Ferry is back"}\n'}) do n = n + 1 end
return n  --> 2]],
  },
  {
    name = "lede.formats", signature = "formats() -> rows {name, about}",
    help = "The table of input formats: the name that `format =` and `lede add --input` take, and a line about each.",
    example = [[return lede.formats()[1].name  --> gzip]],
  },
}
