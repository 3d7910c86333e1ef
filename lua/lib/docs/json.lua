-- Help for lede.json.
return {
  {name = "lede.json.encode", signature = "encode(value) -> text",
    help = "The value as JSON (RFC 8259), keys in byte order. An empty table is []; an article is its fields, in a row its id. " ..
      "Functions, loops and NaN raise; invalid UTF-8 is repaired.",
    example = [[return lede.json.encode{b = {1, 2}, a = "x"}  --> {"a":"x","b":[1,2]}]]},
  {name = "lede.json.decode", signature = "decode(text) -> value, or nil, message",
    help = "The value of JSON text; null is nil. Broken text gives nil and a message with line and column.",
    example = [[return lede.json.decode('{"a":[1,2.5]}').a[2]  --> 2.5]]},
}
