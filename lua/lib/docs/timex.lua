return {
  {
    name = "article:dates",
    signature = "article:dates{reference=} -> list of {text, first, last, value, kind, rule}",
    help = [[Dates and times named in the body, resolved against the day of publication (or `reference`). `value` is a TIMEX3
value (ISO-TimeML, ISO 24617-1): 2022-03-21, 2022-03, 2022-W12, 2022-Q1, 2022-SU, P2W, PRESENT_REF; `kind` is date, time,
duration or set; `rule` says how it was found. A weekday or a month without a year is the one just past unless the words
around it speak of the future. What depends on an unknown day of publication is left out. English whole; German, French,
Spanish, Portuguese, Italian, Dutch, Russian, Japanese and Chinese in their common forms.]],
    example = [[
return lede.article{body = "She left on Monday.", published = "2023-06-07", language = "en"}:dates()[1].value  --> 2023-06-05
return lede.article{body = "It lasted two weeks.", language = "en"}:dates()[1].value  --> P2W
return #lede.article{body = "She left on Monday.", language = "en"}:dates()  --> 0
]],
  },
  {
    name = "article:amounts",
    signature = "article:amounts{kind=} -> list of {text, first, last, value, high, unit, kind, rule}",
    help = [[Amounts in the body: money (`unit` is an ISO 4217 code), percentages (`unit` "%", or "pp" for points) and counts of
things (`unit` is the word counted). `kind` (money, percent, count) limits it to one. `high` is the upper end of a range.
Magnitudes are multiplied out; the article's language decides whether 1.234,5 is a thousand or a one.]],
    example = [[
return lede.article{body = "It cost $4.2 million.", language = "en"}:amounts()[1].value  --> 4200000
return lede.article{body = "Es kostet 1.234,5 Euro.", language = "de"}:amounts()[1].unit  --> EUR
]],
  },
}
