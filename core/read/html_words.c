/* The words by which bylines are told from names of people: openings, titles, names of bodies. */
#include "read/html_words.h"

/* Openings of a byline, longest first where one begins another. */
/* clang-format off */
const char *const lede__byline_openings[] = {
    "written by: ", "written by ", "posted by: ", "posted by ", "verfasst von: ", "author - ", "words: ",
    "text von: ", "reported by ", "reporting by ", "story by ", "words by ", "by: ", "by ", "from ", "author: ",
    "authors: ", "author ", "autor: ", "autorin: ", "autoren: ", "autor ", "von: ", "von ", "ein artikel von ",
    "ein kommentar von ", "eine analyse von ", "eine kolumne von ", "ein interview von ", "ein beitrag von ",
    "ein gastbeitrag von ", "eine reportage von ", "von unserem ", "kommentar von ", "interview: ", "text: ",
    "texte: ", "text von ", "por: ", "por ", "par: ", "par ", "di ", "a cura di ", "de ", "door ", "av ", "af ",
    "skrevet av ", "texto: ", "redacción: ", "автор: ", "автор ", "авторы: ", "tekst: ", "napsal ", "autoři: ",
    "yazan: ", "oleh ", "oleh: ", "penulis: ", "記者:", "文/", "作者:", "作者：", "记者 ", "記者 ", "von\xC2\xA0", "by\xC2\xA0",
    "contributed by ", "verfasst von ", "geschrieben von ", "écrit par ", "publié par ", "rédigé par ",
    "escrito por ", "scritto da ", "geplaatst door ", "auteur : ", "auteur: ", "autoren ", "redaktion: ",
    "beitrag von ", "gepostet von ", "erstellt von ", "zeige alle beiträge von ", "alle beiträge von ",
    "view all posts by ", "alles von ", "more by ", "mehr von ", "vom ", "ver todas las entradas de ",
    "voir tous les articles de ", "par : ", "por : ", "autor : ", "aufgezeichnet von ", "protokoll: ",
    "interview von ", "geschrieben am ", "text und foto: ", "text & foto: ", "texto y fotos: ", "posted ",
    "publiziert von ", "veröffentlicht von ", "eingestellt von ", "artikel von ", "artikel von: ", "edited by ",
    "publicado por ", "pubblicato da ", "inserito da ", "tekst ", "autore: ", "text ", "texte ", "foto: ",
    "rechtsanwalt ", "rechtsanwältin ", "author ", NULL,
};
/* clang-format on */

/* Words that show a piece to be a title, an office or a part of the page and no name. */
/* clang-format off */
const char *const lede__byline_offices[] = {
    "about", "admin", "administrator", "alle", "anonymous", "article", "articles", "artikel", "author", "autor",
    "beiträge", "blog", "bureau", "category", "chefredakteur", "chefredaktion", "chief", "columnist", "com",
    "comments", "community", "contributor", "contributors", "correspondent", "desk", "edit", "edited", "edition",
    "editor", "editorial", "editors", "email", "facebook", "follow", "foto", "gastautor", "gastbeitrag", "gespräch",
    "guest", "home", "journalist", "journalistin", "kategorie", "kategorien", "kolumnist", "kommentare",
    "kommentieren", "korrespondent", "korrespondentin", "login", "logout", "manager", "mehr",
    "minutes", "more", "nachricht", "nachrichten", "network", "news", "newsroom", "online", "onlineredaktion",
    "posted", "posts", "pressemitteilung", "pressestelle", "producer", "profil", "profile", "published", "publiziert",
    "quelle", "read", "redaccion", "redacción", "redactie", "redactor", "redakce", "redakcja", "redaksi", "redakteur",
    "redakteurin", "redaktion", "redazione", "redação", "reporter", "reporters", "rédaction", "share", "staff",
    "startseite", "stringer", "subscribe", "team", "twitter", "uhr", "unbekannt", "unknown", "updated", "user",
    "view", "volontär", "volontärin", "webmaster", "webredaktion", "website", "wire", "wires", "writer", "writers",
    "Über", "über", "редакция", NULL,
};
/* clang-format on */

/* Words of the names of agencies, companies and the like. */
/* clang-format off */
const char *const lede__byline_bodies[] = {
    "afp", "ag", "agencia", "agencias", "agencies", "agency", "agentur", "agenturen", "ansa", "apa", "associated",
    "association", "bank", "behörde", "bund", "bundesamt", "company", "council", "dpa", "e.v.", "efe", "ev",
    "foundation", "fraktion", "gesellschaft", "gmbh", "group", "inc", "institut", "institute", "kg", "landesamt",
    "landesanstalt", "llc", "ltd", "magazine", "media", "ministerium", "ministry", "museum", "partei", "press",
    "presse", "reuters", "se", "service", "services", "sid", "society", "stiftung", "tv", "university", "universität",
    "verband", "verein", "verlag", "zeitung", NULL,
};
/* clang-format on */

/* What a short block begins with that is a byline beyond doubt. */
/* clang-format off */
const char *const lede__byline_starts[] = {
    "by ", "von ", "por ", "par ", "door ", "written by ", "written by: ", "by: ", "von: ", "por: ", "par : ",
    "verfasst von: ", "author - ", "words: ", "words by ", "reporting by ", "autor: ", "author: ", "text: ", "di ",
    "автор: ", "auteur : ", "auteur: ", "autoren ", "autorin: ", "text von ", "ein artikel von ", "ein beitrag von ",
    "eine kolumne von ", "ein kommentar von ", "ein interview von ", "artikel von ", "erstellt von ", "verfasst von ",
    "geschrieben von ", "posted by ", "reported by ", "story by ", "escrito por ", "écrit par ", "scritto da ",
    "a cura di ", "ein gastbeitrag von ", "redaktion: ", "texte: ", "texto: ", NULL,
};
/* clang-format on */

/* Openings of short lines that are never an article's. */
/* clang-format off */
const char *const lede__html_phrases[] = {
    "advertisement", "read more", "read also", "also read", "related:", "related article", "see also:", "share this",
    "click here to", "sign up", "subscribe", "follow us", "continue reading", "story continues", "article continues",
    "more:", "watch:", "photo:", "image:", "copyright", "\xC2\xA9", "loading", "anzeige", "werbung", "lesen sie auch",
    "lesen sie mehr", "mehr zum thema", "lire aussi", "\xC3\xA0 lire aussi", "leia tamb\xC3\xA9m", "leia mais",
    "saiba mais", "lee tambi\xC3\xA9n", "lea tambi\xC3\xA9n", "te puede interesar", "leggi anche", "lees ook",
    "publicidad", "publicidade",
    "\xD1\x87\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5 \xD1\x82\xD0\xB0\xD0\xBA\xD0\xB6\xD0\xB5",
    "get the latest", "sponsored", "get our", "filed under", "tags:", "topics:", "posted in", "leave a comment",
    "print this", "email this", "skip to", "jump to", "share on", "all rights reserved", "this website uses cookies",
    "teilen", "kommentare", "drucken", "(advertisement)", "- advertisement", NULL,
};
/* clang-format on */
