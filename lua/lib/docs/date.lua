return {
  {
    name = "lede.date.parse",
    signature = "parse(text, {language=, order=, epoch=}) -> ISO text, or nil and a message",
    help = "Read a text that is one absolute date, with or without a time, and give it as ISO 8601 with exactly the precision and zone " ..
      "that the text has: nothing is filled in. Knows ISO 8601, RFC 2822, numbers, and the months of some fifty languages. " ..
      "`language` (ISO 639-1, or with a country: \"en-GB\") and `order` (\"dmy\", \"mdy\", \"ymd\") decide 3/4/2022; without them " ..
      "a date that could be either is refused, and so is a day that does not exist. With `epoch` digits alone are seconds or " ..
      "milliseconds since 1970. GMT and UTC give Z; a zone's name of one meaning (CET, EST, JST) gives its offset, one of several (IST, BST, ET) none.",
    example = [[
return lede.date.parse("March 21, 2022 12:46pm")                 --> 2022-03-21T12:46
return lede.date.parse("21. März 2022")                          --> 2022-03-21
return lede.date.parse("3/4/2022", {order = "dmy"})              --> 2022-04-03
return lede.date.parse("31 February 2022")                       --> nil
return lede.date.parse("Mon, 21 Mar 2022 12:46:05 +0100")        --> 2022-03-21T12:46:05+01:00]],
  },
}
