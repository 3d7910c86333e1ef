#include "read/page_lines.h"

#include <string.h>

#include "read/fields.h"

/* --- boilerplate ------------------------------------------------------------------------- */

/* Whole lines, lower case, closing punctuation left off. */
static const char *const boiler[] = {
    "advertisement", "ad", "ads", "sponsored", "sponsored content", "menu", "main menu", "navigation", "search",
    "home", "log in", "login", "sign in", "sign up", "register", "subscribe", "subscribe now", "share", "share this",
    "share this article", "share this story", "share article", "share on facebook", "share on twitter", "tweet",
    "facebook", "twitter", "whatsapp", "telegram", "linkedin", "reddit", "pinterest", "instagram", "youtube", "email",
    "e-mail", "print", "copy link", "copy url", "link copied", "save", "save article", "bookmark", "close", "open",
    "comments", "comment", "leave a comment", "view comments", "listen", "listen to this article", "listen to article",
    "play", "watch", "watch live", "live", "back to top", "top", "next", "previous", "more", "read more", "show more",
    "see more", "load more", "continue reading", "accept", "accept all", "accept cookies", "reject all", "cookie policy",
    "privacy policy", "terms of use", "terms of service", "contact us", "about us", "follow us", "newsletter",
    "newsletters", "get the app", "download the app", "edition", "language", "toggle navigation", "text size",
    "font size", "article continues after advertisement", "story continues below", "article continues below",
    "story continues below advertisement", "this article is more than 1 year old", "image", "photo", "video", "gallery",
    "breaking news", "skip", "hide caption", "toggle caption", "enlarge this image", "add to favorites",
    "anzeige", "werbung", "teilen", "drucken", "suche", "anmelden", "zum inhalt springen", "startseite", "merken",
    "publicité", "partager", "imprimer", "se connecter", "s'abonner", "accueil", "rechercher", "lire aussi",
    "publicidad", "compartir", "imprimir", "iniciar sesión", "inicio", "buscar", "suscríbete", "pubblicità",
    "condividi", "stampa", "publicidade", "compartilhar", "реклама", "поделиться", "поиск", "меню", "главная",
    "войти", "広告", "シェア", "メニュー", "検索", "印刷", "ホーム", "广告", "分享", "登录", "首页", "搜索", "菜单", "打印",
    "공유", "로그인", "메뉴", "검색", "إعلان", "مشاركة", "القائمة", "الرئيسية", "بحث", NULL};

/* How lines begin that are never an article's. */
static const char *const boiler_starts[] = {
    "skip to ", "jump to ", "skip navigation", "go to content", "we use cookies", "this site uses cookies",
    "this website uses cookies", "by using this site", "by continuing to", "sign up for ", "subscribe to ",
    "subscribe for ", "sign in to ", "log in to ", "follow us on", "follow @", "like us on", "join our ",
    "share this ", "share on ", "share via ", "lesezeit", "temps de lecture", "tiempo de lectura",
    "tempo di lettura", "tempo de leitura", "reading time", "estimated reading", "leestijd", "время чтения", "reuse this content",
    "report this ad", "copy this link", "this article is more than ", "click here to ", "click to ", "download our ", "download the ", "get our ",
    "get the latest", "listen to this ", "this article was originally published", "read more:", "also read:",
    "read also:", "see also:", "related:", "watch:", "more:", "recommended:", "don't miss:", "lire aussi",
    "lesen sie auch", "lee también", "leia também", "leggi anche", "читайте также", "zum hauptinhalt", "zur hauptnavigation",
    "aller au contenu", "ir al contenido", "saltar al contenido", "pular para", "vai al contenuto", "перейти к",
    "メインコンテンツ", "本文へ", "跳到", "跳转到", "본문 바로가기", "تخطي إلى", "all rights reserved", "copyright ©", "©",
    "(c) ", "javascript is ", "please enable ", "your browser ", "loading", "tap to ", NULL};

/* Headings after which a page turns to other things. */
static const char *const ends[] = {
    "topics", "tags", "more on this", "more about", "explore more", "in this story", "themen", "schlagworte", "thèmes", "etiquetas",
    "related", "related articles", "related stories", "related news", "related topics", "related content", "related posts",
    "more on this story", "more stories", "more news", "read next", "up next", "what to read next", "recommended",
    "recommended for you", "recommended stories", "you may also like", "you might also like", "you may like",
    "most read", "most popular", "most viewed", "trending", "trending now", "top stories", "latest news",
    "editor's picks", "editors' picks", "from our partners", "around the web", "sponsored links", "popular now",
    "comments section", "join the conversation", "leave a reply", "post a comment", "more from this author", "latest",
    "mehr zum thema", "weitere artikel", "das könnte sie auch interessieren", "sur le même sujet", "à lire aussi",
    "más noticias", "noticias relacionadas", "te puede interesar", "leia mais", "altre notizie", "по теме",
    "читайте также", "関連記事", "関連ニュース", "相关阅读", "相关新闻", "관련기사", "مواضيع ذات صلة", NULL};

/* The line in lower case (ASCII), ’ as ', without closing punctuation; 0 where it is longer than the room. */
static size_t plain(const char *s, size_t n, char *to, size_t room)
{
    size_t i, len = 0;

    if (n >= room)
        return 0;
    for (i = 0; i < n; i++) {
        if (n - i >= 3 && memcmp(s + i, "\xE2\x80\x99", 3) == 0) {
            to[len++] = '\'';
            i += 2;
        } else {
            to[len++] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i];
        }
    }
    while (len && strchr(":.!>|-", to[len - 1]))
        len--;
    while (len && to[len - 1] == ' ')
        len--;
    to[len] = '\0';
    return len;
}

static int listed(const char *line, const char *const *list)
{
    size_t i;

    for (i = 0; list[i]; i++)
        if (strcmp(line, list[i]) == 0)
            return 1;
    return 0;
}

/* "3 min read", "5 minutes", "12 comments", "1.2k shares" */
static int is_counter(const char *line)
{
    static const char *const units[] = {"min read", "mins read", "minute read", "minutes read", "min", "minutes to read",
                                        "comments", "comment", "shares", "share", "views", "likes", "hours ago",
                                        "hour ago", "minutes ago", "minute ago", "days ago", "day ago", "min de lecture",
                                        "min lesezeit", NULL};
    size_t at = 0;

    while (line[at] && strchr("0123456789.,k ", line[at]))
        at++;
    return at && line[at] && listed(line + at, units);
}

static int is_boiler(const char *line)
{
    size_t i;

    for (i = 0; boiler_starts[i]; i++)
        if (strncmp(line, boiler_starts[i], strlen(boiler_starts[i])) == 0)
            return strlen(line) < 160;
    return listed(line, boiler) || is_counter(line);
}

/* --- measures ------------------------------------------------------------------------------- */

size_t lede__line_words(const char *s, size_t n)
{
    size_t i, words = 0;

    for (i = 0; i < n; i++)
        words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
    return words;
}

int lede__line_is_sentence(const char *s, size_t n)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", "」", "』", "）", NULL};
    static const char *const stops[] = {".", "!", "?", "…", "。", "！", "？", "।", "؟", "።", ":", NULL};
    size_t i;

    for (i = 0; closing[i];) {
        size_t len = strlen(closing[i]);

        if (n > len && memcmp(s + n - len, closing[i], len) == 0) {
            n -= len;
            i = 0;
        } else {
            i++;
        }
    }
    for (i = 0; stops[i]; i++)
        if (n >= strlen(stops[i]) && memcmp(s + n - strlen(stops[i]), stops[i], strlen(stops[i])) == 0)
            return 1;
    return 0;
}

/* --- dates and bylines -------------------------------------------------------------------------- */

static const char *const modified_words[] = {
    "updated", "last updated", "update:", "last modified", "modified", "revised", "edited", "aktualisiert", "mis à jour",
    "mise à jour", "modifié", "actualizado", "aggiornato", "atualizado", "bijgewerkt", "oppdatert", "uppdaterad",
    "opdateret", "обновлено", "изменено", "更新", "最終更新", "업데이트", "수정", "تحديث", "zaktualizowano", "güncelleme",
    "stand:", "päivitetty", "diperbarui", "cập nhật", NULL};
static const char *const published_words[] = {
    "published", "first published", "posted", "date", "publication date", "released", "issued", "created", "filed",
    "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato", "gepubliceerd", "publisert", "publicerad",
    "udgivet", "опубликовано", "дата", "发布", "发表", "公開", "掲載", "配信", "입력", "نشر", "opublikowano", "yayın",
    "julkaistu", "diterbitkan", "đăng", NULL};

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The last of the words in s before `end`, as the offset after its start, or 0. "date" is not in "updated". */
static size_t last_of(const char *s, size_t end, const char *const *words)
{
    size_t i, best = 0;

    for (i = 0; words[i]; i++) {
        const char *hit = lede__find(s, end, words[i]);

        while (hit) {
            size_t at = (size_t)(hit - s) + 1;

            if (at == 1 || !is_letter(words[i][0]) || !is_letter(s[at - 2]) || (unsigned char)words[i][0] >= 0xE0)
                best = at > best ? at : best;
            hit = lede__find(hit + 1, end - at, words[i]);
        }
    }
    return best;
}

/* Letters in [from, to) that are not of a label, a weekday, a zone, a byline's "By": what else the line says. */
static size_t other_letters(const char *s, size_t from, size_t to)
{
    size_t i, letters = 0;

    for (i = from; i < to; i++)
        letters += (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') || ((unsigned char)s[i] >= 0xC3);
    return letters;
}

static void take_date(lede__line *l, lede_span at, size_t before, const char *iso)
{
    size_t changed = last_of(l->s + before, at.start - before, modified_words);
    size_t made = last_of(l->s + before, at.start - before, published_words);
    int modified = changed && changed > made;

    if (!modified && l->published.end && !made)
        modified = 1;      /* "3 May 2021 (4 May 2021)": the second is the later one */
    if (modified && !l->modified.end) {
        l->modified = at;
        memcpy(l->modified_iso, iso, LEDE_DATE_MAX);
    } else if (!modified && !l->published.end) {
        l->published = at;
        memcpy(l->published_iso, iso, LEDE_DATE_MAX);
    }
}

static int starts_with_one(const char *s, size_t n, const char *const *words)
{
    size_t i;

    for (i = 0; words[i]; i++)
        if (lede__starts(s, n, words[i]))
            return 1;
    return 0;
}

static int starts_byline(const char *s, size_t n)
{
    static const char *const words[] = {"by ", "by: ", "von ", "par ", "por ", "text: ", "author: ", "autor: ",
                                        "written by ", "reported by ", "reporting by ", "story by ", "words by ", NULL};

    return starts_with_one(s, n, words);
}

/* Find the dates of a short line; whether it holds nothing else of weight. */
static int is_date_line(lede__line *l, const char *language, const lede_read_options *o)
{
    lede_date_options how = {language, o->date_order, 0};
    char iso[LEDE_DATE_MAX];
    size_t at = 0, rest = 0, start = 0;
    lede_span found;
    int labelled = starts_with_one(l->s, l->n, modified_words) || starts_with_one(l->s, l->n, published_words);

    if (l->n > 200 || (l->n > 110 && !labelled))
        return 0;
    /* Scripts without spaces: the label and the year are one run of letters. */
    while (labelled && start < l->n && !(l->s[start] >= '0' && l->s[start] <= '9'))
        start++;
    while (lede_date_find(l->s, l->n, at ? at : (unsigned char)l->s[0] >= 0xE0 ? start : 0, &how, &found, iso, NULL) == LEDE_OK) {
        take_date(l, found, at, iso);
        rest += other_letters(l->s, at, found.start);
        at = found.end;
    }
    rest += other_letters(l->s, at, l->n);
    if (!at)
        return 0;
    return labelled || starts_byline(l->s, l->n) || rest <= 16 || (rest <= 34 && (memchr(l->s, '|', l->n) || l->n < 60)
           && !lede__line_is_sentence(l->s, l->n));
}

/* "Published: 13/45/2022": labelled as a date, no date in it. */
static int is_bad_date_line(lede__line *l, const char *language, const lede_read_options *o)
{
    lede_date_options how = {language, o->date_order, 0};
    char iso[LEDE_DATE_MAX];
    lede_error err;
    size_t i, digits = 0, at = 0;

    if (l->n > 60 ||
        !(starts_with_one(l->s, l->n, modified_words) || starts_with_one(l->s, l->n, published_words)))
        return 0;
    for (i = 0; i < l->n; i++)
        digits += l->s[i] >= '0' && l->s[i] <= '9';
    if (digits < 3)
        return 0;
    while (at < l->n && !(l->s[at] >= '0' && l->s[at] <= '9'))
        at++;
    l->refused = lede_date_parse(l->s + at, l->n - at, &how, iso, &err) == LEDE_FORMAT ? "no date that is possible and clear"
                                                                                     : "no date";
    return 1;
}

/* "By Ann Berg", "By Ann Berg, Staff Writer": short, no sentence. */
static int is_byline(lede__line *l)
{
    const char *end;

    if (!starts_byline(l->s, l->n) || l->n > 120 || lede__line_words(l->s, l->n) > 12)
        return 0;
    if (lede__line_is_sentence(l->s, l->n) && !lede__ends(l->s, l->n, "jr.") && !lede__ends(l->s, l->n, "sr."))
        return 0;
    l->value.start = 0;
    end = memchr(l->s, '|', l->n);
    if (!end)
        end = lede__find(l->s, l->n, " in ");
    l->value.end = end ? (size_t)(end - l->s) : l->n;
    return 1;
}

/* The names of a date line that also says by whom: what stands before its label or date. */
static void byline_of_date_line(lede__line *l)
{
    size_t end = l->published.end ? l->published.start : l->modified.start, first, k;

    if (!starts_byline(l->s, l->n))
        return;
    for (k = 0; k < 2; k++) {
        first = last_of(l->s, end, k ? modified_words : published_words);
        if (first)
            end = first - 1;
    }
    while (end && strchr(" |-,(:/", l->s[end - 1]))
        end--;
    l->value.end = end;
}

/* --- other kinds ------------------------------------------------------------------------------------ */

static int is_url(const char *s, size_t n)
{
    return (lede__starts(s, n, "http://") || lede__starts(s, n, "https://")) && !memchr(s, ' ', n);
}

/* "Home > World > Asia": the last part is the section. */
static int is_crumbs(lede__line *l)
{
    static const char *const marks[] = {" > ", " › ", " » ", " / ", " → ", NULL};
    size_t i, at, parts = 0, last = 0;

    if (l->n > 120 || lede__line_is_sentence(l->s, l->n))
        return 0;
    for (i = 0; marks[i] && !parts; i++)
        for (at = 0; at < l->n; at++)
            if (lede__starts(l->s + at, l->n - at, marks[i])) {
                parts++;
                last = at + strlen(marks[i]);
            }
    l->value.start = last;
    l->value.end = l->n;
    return parts > 1 || (parts == 1 && lede__starts(l->s, l->n, "home"));
}

/* "Title: ...": a name of a field, a colon, a value. */
static int is_label(lede__line *l)
{
    const char *colon = memchr(l->s, ':', l->n < 24 ? l->n : 24);
    size_t name;
    int rank = 0;

    if (!colon || (size_t)(colon - l->s) + 1 >= l->n)
        return 0;
    name = (size_t)(colon - l->s);
    if (l->s[name + 1] != ' ' && l->s[name + 1] != '\t')
        return 0;
    l->field = lede__field_of_column(l->s, name, &rank);
    if (l->field < 0 || rank > 1 || memchr(l->s, ' ', name) || l->field == LEDE_BODY)
        return 0;
    l->value.start = name + 1;
    l->value.end = l->n;
    return 1;
}

static int is_number(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] >= '0' && s[i] <= '9')
            return 1;
    return 0;
}

int lede__line_is_label(const lede__line *l)
{
    char line[64];

    if (!plain(l->s, l->n, line, sizeof line))
        return 0;
    return listed(line, modified_words) ? 2 : listed(line, published_words) ? 1 : 0;
}

int lede__line_leads_on(const lede__line *l)
{
    static const char *const words[] = {"read more", "read next", "see also", "also read", "related", "more", "watch", "lire aussi",
                                        "lesen sie auch", "leer más", "read also", "recommended", NULL};
    char line[64];

    return plain(l->s, l->n, line, sizeof line) && listed(line, words);
}

/* Sections that papers have, in the languages with most pages. */
static const char *const sections[] = {
    "politics", "world", "business", "economy", "sport", "sports", "opinion", "culture", "arts", "science", "health", "tech",
    "technology", "entertainment", "lifestyle", "travel", "education", "environment", "climate", "local", "national", "international",
    "news", "us news", "uk news", "world news", "money", "finance", "markets", "society", "media", "law", "crime", "weather", "food",
    "books", "music", "film", "tv", "europe", "asia", "africa", "americas", "latin america", "middle east", "australia", "analysis",
    "exclusive", "breaking", "top stories", "us politics", "uk politics", "foreign affairs", "home", "latest news", "asia pacific",
    "arts and culture", "science and environment", "us and canada", "us & canada", "science & environment", "arts & culture",
    "politik", "wirtschaft", "kultur", "wissen", "ausland", "inland", "panorama", "gesellschaft", "politique", "économie", "monde",
    "société", "culture", "política", "economía", "mundo", "deportes", "sociedad", "economia", "mondo", "esporte", "политика",
    "экономика", "мир", "общество", "спорт", "культура", "政治", "経済", "国際", "社会", "国际", "财经", "体育", "정치", "경제", "사회",
    "국제", "سياسة", "اقتصاد", "رياضة", NULL};

int lede__line_is_section(const lede__line *l)
{
    char line[64];
    size_t words = lede__line_words(l->s, l->n);

    if (lede__line_is_sentence(l->s, l->n) || !plain(l->s, l->n, line, sizeof line))
        return 0;
    return listed(line, sections) || ((unsigned char)l->s[0] >= 0xE0 ? l->n <= 18 : words <= 2 && l->n <= 30);
}

int lede__line_is_site(const lede__line *l)
{
    static const char *const tails[] = {" news", " times", " post", " chronicle", " herald", " tribune", " journal", " gazette",
                                        " observer", " daily", " today", " online", " review", " standard", " telegraph", " mail",
                                        " zeitung", " anzeiger", " press", ".com", ".org", ".net", NULL};
    size_t i;

    if (lede__line_words(l->s, l->n) > 4)
        return 0;
    for (i = 0; tails[i]; i++)
        if (lede__ends(l->s, l->n, tails[i]))
            return 1;
    return 0;
}

/* "Ann Berg and Omar Haddad": words that begin with capitals, and what joins them. */
int lede__line_is_names(const lede__line *l)
{
    static const char *const joints[] = {"and", "und", "et", "y", "e", "en", "och", "og", "&", "de", "van", "von", "der", "da", "di",
                                         "al", "bin", NULL};
    size_t at = 0, from, i, words = 0;

    if (l->n > 80 || lede__line_is_sentence(l->s, l->n))
        return 0;
    while (at < l->n) {
        for (from = at; at < l->n && l->s[at] != ' ';)
            at++;
        for (i = 0; joints[i] && !(at - from == strlen(joints[i]) && memcmp(l->s + from, joints[i], at - from) == 0);)
            i++;
        if (!joints[i]) {
            unsigned char c = (unsigned char)l->s[from];

            if (!((c >= 'A' && c <= 'Z') || c == 0xC3 || c == 0xC5 || c == 0xD0))
                return 0;
            words++;
        }
        at++;
    }
    return words >= 2 && words <= 6 && !memchr(l->s, ':', l->n);
}

void lede__line_judge(lede__line *l, const char *language, const lede_read_options *o)
{
    char line[256];
    size_t n = plain(l->s, l->n, line, sizeof line);

    l->kind = LEDE__LINE_TEXT;
    if (!other_letters(l->s, 0, l->n) && !is_number(l->s, l->n))
        l->kind = LEDE__LINE_BOILER;     /* "=====", "* * *" */
    else if (n && listed(line, ends))
        l->kind = LEDE__LINE_END;
    else if (n && is_boiler(line))
        l->kind = LEDE__LINE_BOILER;
    else if (is_url(l->s, l->n))
        l->kind = LEDE__LINE_URL;
    else if (is_date_line(l, language, o))
        l->kind = LEDE__LINE_DATE;
    else if (is_bad_date_line(l, language, o))
        l->kind = LEDE__LINE_DATE;
    else if (is_byline(l))
        l->kind = LEDE__LINE_BYLINE;
    else if (is_crumbs(l))
        l->kind = LEDE__LINE_CRUMBS;
    else if (is_label(l))
        l->kind = LEDE__LINE_LABEL;
    if (l->kind == LEDE__LINE_DATE)
        byline_of_date_line(l);
    if (l->kind != LEDE__LINE_DATE)
        l->published.end = l->modified.end = 0;
}
