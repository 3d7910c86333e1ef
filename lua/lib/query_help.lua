-- help "query": the query language on one page.
return [[
The query language of lede find, store:find and everything that takes a query.

  port strike            both words, by stem (strikes, striking), anywhere in headline, dek or body
  "port of Sel"          a phrase, the words as written (case and accents aside); curly marks too
  strik*                 words that begin so
  =strike                the word as written, not by stem
  port OR harbour        either; AND is what stands between words anyway
  -strike  NOT strike    without; a bare negative finds everything else
  (port OR ship) -navy   parentheses
  near(port strike, 5)   within five words of each other
  /str[iy]ke/            a regular expression (PCRE2) over the text, letter case aside

  COVID-19, rt.com, AT&T, U.S.-led are one term each, found whole and by their parts.

Fields: NAME:WORD, NAME:"a phrase", NAME:=exactly, NAME:* (the field is there)
  headline:  dek:  body:  section:  author: by:  publisher:  keywords:  language: lang:
  url: and source: in: hold the text given, * stands for anything;  site:mir.example
  id:  tag:topic/ports  tag:topic/*  run:12  extra.KEY:  query:NAME (a saved query)
  is:tagged  is:untagged  is:duplicate  is:undated  is:revised
    (is:duplicate: it copies an earlier article, whole, edited or cut short: all but the first
    of each group of lede duplicates)
  words:300..  words:..120

Dates: published: (or date:)  modified:  added:
  date:2022-03   date:2022-03-01..2022-03-21   date:..2021   date:"last week"
  A date matches where all it may mean lies in the range: 2022-03 does not find an
  article dated 2022. A vague end widens outward. --now DATE says what day "last week" counts from.

A mistake is an error with a caret under its place. lede find --parse QUERY tells how a query was understood.]]
