/* The words by which bylines are told from names of people: openings, titles, names of bodies. */
#include "read/html_words.h"

#include <string.h>
#include <utf8proc.h>

#include "text/sentence.h"

/* Openings of a byline in the languages of the web: a name follows after a space. */
/* clang-format off */
const char *const lede__byline_openings[] = {
    "by", "written by", "posted by", "reported by", "reporting by", "story by", "words by", "text by", "contributed by",
    "submitted by", "published by", "an article by", "a column by", "an opinion by", "analysis by", "opinion by",
    "von", "text von", "ein artikel von", "ein kommentar von", "eine analyse von", "eine kolumne von",
    "ein interview von", "ein beitrag von", "ein gastbeitrag von", "eine reportage von", "ein bericht von",
    "ein essay von", "kommentar von", "interview von", "beitrag von", "bericht von", "artikel von", "verfasst von",
    "geschrieben von", "gepostet von", "erstellt von", "publiziert von", "veröffentlicht von", "eingestellt von",
    "aufgezeichnet von", "gastbeitrag von", "analyse von", "reportage von", "kolumne von", "im wortlaut von",
    "pressemitteilung von", "von unserem", "von unserer",
    "por", "escrito por", "publicado por", "texto de", "una entrevista de", "un artículo de", "escrit per",
    "par", "écrit par", "publié par", "rédigé par", "posté par", "propos recueillis par", "un article de",
    "di", "scritto da", "pubblicato da", "inserito da", "a cura di", "un articolo di", "articolo di",
    "door", "geschreven door", "geplaatst door", "een artikel van", "av", "skrevet av", "skriven av", "text av",
    "af", "skrevet af", "napsal", "napsala", "napsali", "autorem je", "napisał", "napisała", "opracował", "opracowała",
    "írta", "scris de", "de către", "kirjoittanut", "yazan", "oleh", "ditulis oleh", "viết bởi", "γράφει ο",
    "γράφει η", "γράφει", "του", "της", "автор", "авторы", "пише", "написал", "написала", "написав",
    "بقلم", "كتب", "كتبت", "نوشته", "מאת", "โดย", "記者", "记者", "撰文", NULL,
};
/* clang-format on */

/* What else may stand before a name in a part that is marked as the author's; anywhere else it says nothing. */
/* clang-format off */
const char *const lede__byline_weak[] = {
    "from", "de", "vom", "author", "autor", "autoren", "text", "texte", "tekst", "posted", "geschrieben am",
    "zeige alle beiträge von", "alle beiträge von", "alles von", "mehr von", "view all posts by", "more by",
    "posts by", "articles by", "stories by", "see all posts by", "more from", "ver todas las entradas de",
    "voir tous les articles de", "tous les articles de", "tutti gli articoli di", "alle berichten van", "rechtsanwalt",
    "rechtsanwältin", "gastautor", "gastautorin", NULL,
};
/* clang-format on */

/* Labels of an author's name: a colon follows. */
/* clang-format off */
const char *const lede__byline_labels[] = {
    "by", "author", "authors", "author(s)", "words", "text", "story", "written by", "posted by", "reporter", "writer",
    "contributor", "article by", "created by",
    "von", "autor", "autorin", "autoren", "autor/in", "autor*in", "autor:in", "autor(in)", "autor(en)", "text von",
    "verfasser", "verfasserin", "verfasst von", "geschrieben von", "erstellt von", "artikel von", "redaktion",
    "interview", "protokoll", "bericht", "text und foto", "text & foto", "text und fotos", "text/foto",
    "por", "texto", "textos", "autora", "autores", "redacción", "redactor", "texto y fotos", "reportagem", "redação",
    "par", "auteur", "auteurs", "auteure", "autrice", "texte", "textes", "rédacteur", "rédaction", "propos recueillis par",
    "di", "autore", "autori", "testo", "a cura di", "scritto da", "door", "tekst", "geschreven door",
    "skribent", "journalist", "skrevet av", "skrevet af", "forfatter", "författare", "av", "af", "teksti", "kirjoittaja",
    "autoři", "autorka", "piše", "pišu", "autor teksta", "priredio", "priredila", "pripremila", "pripremio",
    "napsal", "zdroj textu", "autorzy", "opracowanie", "szerző", "írta", "autorius", "autors",
    "автор", "авторы", "автори", "текст", "автор статьи", "автор текста", "подготовил", "подготовила", "журналист",
    "yazan", "yazar", "haber", "penulis", "oleh", "tác giả", "tekst i foto", "γράφει", "κείμενο", "συντάκτης",
    "بقلم", "الكاتب", "كتب", "كتبت", "نویسنده", "نوشته", "מאת", "कहानी", "लेखक", "লেখক", "โดย", "ผู้เขียน",
    "記者", "记者", "作者", "文", "撰文", "編輯部", "執筆", "執筆者", "筆者", "著者", "기자", "작성자", "글", NULL,
};
/* clang-format on */

/* Credits of others than the author: what follows is left out. */
/* clang-format off */
const char *const lede__byline_credits[] = {
    "photo", "photos", "photo by", "photos by", "photograph by", "photographs by", "photography", "photography by",
    "photographer", "picture", "pictures", "picture by", "image", "images", "image by", "images by", "illustration",
    "illustration by", "illustrations by", "graphic by", "video", "video by", "camera", "credit", "source", "via",
    "edited by", "editing by", "editor", "translated by", "translation", "reviewed by", "medically reviewed by",
    "fact checked by", "fact-checked by", "updated by", "tags", "topics", "categories", "category", "filed under",
    "foto", "fotos", "foto von", "fotos von", "fotografie", "fotograf", "fotografin", "bild", "bilder", "bild von",
    "grafik", "illustrationen", "kamera", "quelle", "quellen", "übersetzung", "übersetzt von", "redigiert von",
    "aktualisiert von", "stand", "schlagworte", "schlagwörter", "themen", "kategorie", "kategorien", "schnitt",
    "foto de", "fotos de", "imagen", "imágenes", "vídeo", "fuente", "traducción", "traducido por", "etiquetas",
    "fotografía", "fotógrafo", "edición", "imagem", "fonte", "tradução", "edição", "fotografia",
    "photo de", "photos de", "crédit", "crédit photo", "crédits", "illustrations", "traduit par", "traduction", "édition",
    "foto di", "immagine", "immagini", "traduzione", "beeld", "bron", "vertaling", "bilde", "billede", "kilde",
    "källa", "kuva", "kuvat", "zdroj", "zdjęcia", "źródło", "fot", "fot.", "fotó", "forrás", "sursa", "kaynak", "fotoğraf",
    "фото", "фотограф", "видео", "источник", "перевод", "редактор", "теги", "джерело", "снимки", "sumber",
    "φωτογραφίες", "φωτο", "πηγή", "تصوير", "المصدر", "منبع", "عکس", "צילום", "攝影", "摄影", "圖", "图", "編輯", "编辑",
    "來源", "来源", "責編", "责编", "写真", "撮影", "編集", "翻訳", "사진", "출처", NULL,
};
/* clang-format on */

/* Words that show a piece to be a title, an office or a part of the page and no name. */
/* clang-format off */
const char *const lede__byline_offices[] = {
    "about", "admin", "administrador", "administrateur", "administrator", "alle", "anonym", "anonyme", "anonimo",
    "anónimo", "beheerder", "herausgeber", "none", "null", "publisher", "redaktor", "redaktori", "szerkesztő",
    "szerkesztőség", "uredništvo", "undefined", "администратор", "συντακτική", "συντακτικη", "anonymous", "article", "articles", "artikel", "author", "autor",
    "beiträge", "blog", "bureau", "category", "chefredakteur", "chefredaktion", "chief", "columnist", "com",
    "comments", "community", "contributor", "contributors", "correspondent", "desk", "edit", "edited", "edition",
    "editor", "editorial", "editors", "email", "facebook", "follow", "foto", "gastautor", "gastbeitrag", "gespräch",
    "guest", "home", "journalist", "journalistin", "kategorie", "kategorien", "kolumnist", "kommentare",
    "kommentieren", "korrespondent", "korrespondentin", "login", "logout", "manager", "mehr",
    "minutes", "more", "nachricht", "nachrichten", "network", "news", "newsroom", "online", "onlineredaktion", "permalink",
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

static uint32_t lower(uint32_t c)
{
    return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* The bytes of s that an entry takes, 0 where it does not begin with it; a space of the entry is any one space. */
static size_t begins(const char *s, size_t n, const char *entry)
{
    size_t m = strlen(entry), i = 0, k = 0, a, b;
    uint32_t x = 0, y;

    while (k < m) {
        if (i >= n)
            return 0;
        x = lower(lede__char_at(s, n, i, &a));
        y = lede__char_at(entry, m, k, &b);
        if (x != y && !(y == ' ' && lede__is_space(x)))
            return 0;
        i += a;
        k += b;
    }
    if (i < n && lede__is_letter(x) && x < 0x2E80 && lede__is_letter(lede__char_at(s, n, i, &a)))
        return 0; /* in the middle of a word; scripts of the east have no spaces */
    return i;
}

size_t lede__words_begin(const char *s, size_t n, const char *const *list)
{
    size_t best = 0, len;
    unsigned char first = n ? (unsigned char)s[0] : 0;

    first = first < 0x80 ? (unsigned char)lower(first) : 0x80;
    for (; *list; list++) {
        unsigned char c = (unsigned char)**list;

        if ((c < 0x80 ? c : 0x80) == first && (len = begins(s, n, *list)) > best)
            best = len;
    }
    return best;
}
