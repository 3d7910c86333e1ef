-- Help for lua/summary.c.
return {
  {name = "article:key_phrases", signature = "article:key_phrases{n=10} -> rows {text, score, count}",
    help = "What the article is about: at most `n` words, names and recurring phrases of headline and body, best first, with a score " ..
      "from 0 to 1 and how often each occurs; none is a near repeat of a better one. Counts, places and capitals decide, weighed as " ..
      "fitted on news; every language.",
    example = [[local a = lede.article{body = "The harbour is closed. Fishermen want the harbour open.", language = "en"}
return a:key_phrases{n = 1}[1].text  --> harbour]]},
  {name = "article:summary", signature = "article:summary{sentences=3, words=} -> rows {text, first, last, article, score}",
    help = "The best sentences of the body, in its order: at most `sentences`, or as many as fit into `words` words. Place, centrality and " ..
      "novelty decide; the score is a sentence's own worth against the best one's. Agencies, bylines, dates, credits and invitations to " ..
      "read on are never chosen.",
    example = [[local a = lede.article{body = "By Ada Quill\n\nThe harbour of Marlow was closed on Sunday because of the storm.", language = "en"}
return a:summary{sentences = 1}[1].text  --> The harbour of Marlow was closed on Sunday because of the storm.]]},
}
