return {
  {name = "article:fingerprint", signature = "article:fingerprint(n) -> list of keys",
    help = [[Up to `n` (24) keys of 8 hexadecimal digits, a sample of the runs of three words of the body: articles that share
passages share keys, whatever the order. A recipe emits them to find copies without seeing the store. A body of fewer than
14 words has none. Sampling after Broder 1997, "On the resemblance and containment of documents".]],
    example = [[return #lede.article{body = "too short"}:fingerprint()  --> 0]]},
  {name = "lede.text.resemblance", signature = "lede.text.resemblance(a, b) -> similarity, containment",
    help = [[How alike two texts are, both 0 to 1 and estimated from fingerprints: the Jaccard index of their runs of three
words, and the share of the shorter one's runs that the longer one has. Typography, case and the order of paragraphs do not
matter.]],
    example = [[return lede.text.resemblance("a", "b")  --> 0.0]]},
}
