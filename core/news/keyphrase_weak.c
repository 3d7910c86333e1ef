/*
 * Words that are no stop words and yet no key phrase by themselves: numbers,
 * days, months, sizes, verbs of saying, by language. Our own lists, folded and
 * sorted by byte. Made by core/text/gen/stopwords.lua.
 */
#include "news/keyphrase.h"

#include <string.h>

static const lede__stopword weak_de[] = {
    {"abend", 0}, {"acht", 0}, {"alt", 0}, {"anfang", 0}, {"april", 0}, {"august", 0}, {"derzeit", 0},
    {"dezember", 0}, {"dienstag", 0}, {"donnerstag", 0}, {"drei", 0}, {"dritte", 0}, {"ende", 0},
    {"erklarte", "erklärte"}, {"erste", 0}, {"ersten", 0}, {"erster", 0}, {"erstes", 0}, {"etwa", 0},
    {"fast", 0}, {"februar", 0}, {"frau", 0}, {"freitag", 0}, {"funf", "fünf"}, {"gestern", 0},
    {"gross", "groß"}, {"grosse", "große"}, {"grossen", "großen"}, {"grosser", "großer"}, {"gut", 0},
    {"gute", 0}, {"guten", 0}, {"herr", 0}, {"heute", 0}, {"hoch", 0}, {"hundert", 0}, {"jahr", 0},
    {"jahre", 0}, {"jahren", 0}, {"jahres", 0}, {"januar", 0}, {"juli", 0}, {"juni", 0}, {"klein", 0},
    {"kleine", 0}, {"lange", 0}, {"laut", 0}, {"letzte", 0}, {"letzten", 0}, {"leute", 0}, {"mai", 0},
    {"mal", 0}, {"mann", 0}, {"marz", "märz"}, {"menschen", 0}, {"milliarden", 0}, {"million", 0},
    {"millionen", 0}, {"minuten", 0}, {"mitteilte", 0}, {"mittwoch", 0}, {"monat", 0}, {"monate", 0},
    {"monaten", 0}, {"montag", 0}, {"morgen", 0}, {"nachste", "nächste"}, {"nachsten", "nächsten"},
    {"nacht", 0}, {"neu", 0}, {"neue", 0}, {"neuen", 0}, {"neuer", 0}, {"neues", 0}, {"neun", 0},
    {"november", 0}, {"oktober", 0}, {"prozent", 0}, {"rund", 0}, {"sagt", 0}, {"sagte", 0}, {"samstag", 0},
    {"sechs", 0}, {"seite", 0}, {"september", 0}, {"sieben", 0}, {"sonnabend", 0}, {"sonntag", 0},
    {"stunde", 0}, {"stunden", 0}, {"tag", 0}, {"tage", 0}, {"tagen", 0}, {"tausend", 0}, {"teil", 0},
    {"teilte", 0}, {"uhr", 0}, {"vier", 0}, {"woche", 0}, {"wochen", 0}, {"zehn", 0}, {"zeit", 0}, {"zwei", 0},
    {"zweite", 0}, {"zweiten", 0},
};

static const lede__stopword weak_en[] = {
    {"able", 0}, {"according", 0}, {"added", 0}, {"afternoon", 0}, {"amp", 0}, {"another", 0}, {"apos", 0},
    {"apr", 0}, {"april", 0}, {"asked", 0}, {"aug", 0}, {"august", 0}, {"back", 0}, {"best", 0}, {"better", 0},
    {"big", 0}, {"billion", 0}, {"called", 0}, {"caption", 0}, {"click", 0}, {"co", 0}, {"com", 0}, {"come", 0},
    {"continue", 0}, {"day", 0}, {"days", 0}, {"dec", 0}, {"december", 0}, {"done", 0}, {"dr", 0}, {"early", 0},
    {"eight", 0}, {"eleven", 0}, {"evening", 0}, {"feb", 0}, {"february", 0}, {"fifty", 0}, {"first", 0},
    {"five", 0}, {"forty", 0}, {"four", 0}, {"friday", 0}, {"full", 0}, {"given", 0}, {"good", 0}, {"great", 0},
    {"half", 0}, {"high", 0}, {"hour", 0}, {"hours", 0}, {"http", 0}, {"https", 0}, {"hundred", 0},
    {"image", 0}, {"inc", 0}, {"including", 0}, {"jan", 0}, {"january", 0}, {"jul", 0}, {"july", 0}, {"jun", 0},
    {"june", 0}, {"know", 0}, {"last", 0}, {"late", 0}, {"left", 0}, {"likely", 0}, {"little", 0}, {"long", 0},
    {"look", 0}, {"lot", 0}, {"low", 0}, {"ltd", 0}, {"making", 0}, {"man", 0}, {"mar", 0}, {"march", 0},
    {"may", 0}, {"men", 0}, {"million", 0}, {"minute", 0}, {"minutes", 0}, {"monday", 0}, {"month", 0},
    {"months", 0}, {"morning", 0}, {"mr", 0}, {"mrs", 0}, {"ms", 0}, {"nbsp", 0}, {"nearly", 0}, {"need", 0},
    {"new", 0}, {"next", 0}, {"night", 0}, {"nine", 0}, {"nov", 0}, {"november", 0}, {"number", 0}, {"oct", 0},
    {"october", 0}, {"old", 0}, {"one", 0}, {"part", 0}, {"people", 0}, {"per", 0}, {"percent", 0},
    {"photo", 0}, {"put", 0}, {"quot", 0}, {"read", 0}, {"recent", 0}, {"recently", 0}, {"right", 0},
    {"saturday", 0}, {"second", 0}, {"see", 0}, {"seen", 0}, {"sep", 0}, {"sept", 0}, {"september", 0},
    {"set", 0}, {"seven", 0}, {"several", 0}, {"six", 0}, {"small", 0}, {"sunday", 0}, {"take", 0},
    {"taken", 0}, {"taking", 0}, {"ten", 0}, {"thing", 0}, {"things", 0}, {"think", 0}, {"third", 0},
    {"thirty", 0}, {"thousand", 0}, {"three", 0}, {"thursday", 0}, {"time", 0}, {"times", 0}, {"today", 0},
    {"told", 0}, {"tomorrow", 0}, {"tonight", 0}, {"top", 0}, {"trillion", 0}, {"try", 0}, {"tuesday", 0},
    {"twelve", 0}, {"twenty", 0}, {"two", 0}, {"u.s", 0}, {"use", 0}, {"used", 0}, {"using", 0}, {"want", 0},
    {"way", 0}, {"wednesday", 0}, {"week", 0}, {"weeks", 0}, {"woman", 0}, {"www", 0}, {"year", 0},
    {"years", 0}, {"yesterday", 0},
};

static const lede__stopword weak_es[] = {
    {"abril", 0}, {"afirmo", "afirmó"}, {"agosto", 0}, {"ano", "año"}, {"anos", "años"},
    {"aseguro", "aseguró"}, {"ayer", 0}, {"buen", 0}, {"buena", 0}, {"caso", 0}, {"cien", 0}, {"ciento", 0},
    {"cinco", 0}, {"cuatro", 0}, {"dia", "día"}, {"dias", "días"}, {"diciembre", 0}, {"diez", 0}, {"dijo", 0},
    {"domingo", 0}, {"dos", 0}, {"enero", 0}, {"explico", "explicó"}, {"febrero", 0}, {"gente", 0},
    {"gran", 0}, {"grande", 0}, {"grandes", 0}, {"hora", 0}, {"horas", 0}, {"hoy", 0}, {"jueves", 0},
    {"julio", 0}, {"junio", 0}, {"lugar", 0}, {"lunes", 0}, {"manana", "mañana"}, {"martes", 0}, {"marzo", 0},
    {"mayo", 0}, {"mayor", 0}, {"mejor", 0}, {"mes", 0}, {"meses", 0}, {"miercoles", "miércoles"}, {"mil", 0},
    {"millon", "millón"}, {"millones", 0}, {"minutos", 0}, {"momento", 0}, {"noche", 0}, {"noviembre", 0},
    {"nueva", 0}, {"nuevas", 0}, {"nueve", 0}, {"nuevo", 0}, {"nuevos", 0}, {"numero", "número"}, {"ocho", 0},
    {"octubre", 0}, {"parte", 0}, {"pequeno", "pequeño"}, {"personas", 0}, {"por", 0}, {"primer", 0},
    {"primera", 0}, {"primero", 0}, {"proximo", "próximo"}, {"sabado", "sábado"}, {"segunda", 0},
    {"segundo", 0}, {"seis", 0}, {"semana", 0}, {"semanas", 0}, {"senalo", "señaló"}, {"septiembre", 0},
    {"siete", 0}, {"tarde", 0}, {"tercer", 0}, {"tiempo", 0}, {"tres", 0}, {"ultima", "última"},
    {"ultimo", "último"}, {"veces", 0}, {"vez", 0}, {"viernes", 0},
};

static const lede__stopword weak_fr[] = {
    {"ainsi", 0}, {"alors", 0}, {"an", 0}, {"annee", "année"}, {"annees", "années"}, {"annonce", "annoncé"},
    {"ans", 0}, {"aout", "août"}, {"aujourd'hui", 0}, {"autre", 0}, {"avril", 0}, {"bon", 0}, {"bonne", 0},
    {"cas", 0}, {"cent", 0}, {"cinq", 0}, {"debut", "début"}, {"decembre", "décembre"},
    {"declare", "déclaré"}, {"demain", 0}, {"dernier", 0}, {"derniere", "dernière"}, {"derniers", 0},
    {"deux", 0}, {"deuxieme", "deuxième"}, {"dimanche", 0}, {"dit", 0}, {"dix", 0}, {"douze", 0},
    {"environ", 0}, {"fevrier", "février"}, {"fin", 0}, {"fois", 0}, {"grand", 0}, {"grande", 0},
    {"grandes", 0}, {"grands", 0}, {"heure", 0}, {"heures", 0}, {"hier", 0}, {"huit", 0},
    {"indique", "indiqué"}, {"janvier", 0}, {"jeudi", 0}, {"jour", 0}, {"jours", 0}, {"juillet", 0},
    {"juin", 0}, {"lors", 0}, {"lundi", 0}, {"mai", 0}, {"mardi", 0}, {"mars", 0}, {"matin", 0},
    {"mercredi", 0}, {"mille", 0}, {"milliard", 0}, {"milliards", 0}, {"million", 0}, {"millions", 0},
    {"minutes", 0}, {"mois", 0}, {"moment", 0}, {"neuf", 0}, {"niveau", 0}, {"nombre", 0}, {"nouveau", 0},
    {"nouveaux", 0}, {"nouvelle", 0}, {"nouvelles", 0}, {"novembre", 0}, {"nuit", 0}, {"octobre", 0},
    {"onze", 0}, {"parti", 0}, {"partie", 0}, {"personnes", 0}, {"petit", 0}, {"petite", 0}, {"pourcent", 0},
    {"premier", 0}, {"premiere", "première"}, {"premiers", 0}, {"quatre", 0}, {"samedi", 0}, {"semaine", 0},
    {"semaines", 0}, {"sept", 0}, {"septembre", 0}, {"six", 0}, {"soir", 0}, {"suite", 0}, {"temps", 0},
    {"trente", 0}, {"trois", 0}, {"troisieme", "troisième"}, {"vendredi", 0}, {"vingt", 0},
};

static const lede__stopword weak_it[] = {
    {"agosto", 0}, {"anni", 0}, {"anno", 0}, {"aprile", 0}, {"buon", 0}, {"buona", 0}, {"caso", 0},
    {"cento", 0}, {"cinque", 0}, {"detto", 0}, {"dicembre", 0}, {"dieci", 0}, {"domani", 0}, {"domenica", 0},
    {"due", 0}, {"febbraio", 0}, {"gennaio", 0}, {"giorni", 0}, {"giorno", 0}, {"giovedi", "giovedì"},
    {"giugno", 0}, {"grande", 0}, {"grandi", 0}, {"ha", 0}, {"ieri", 0}, {"luglio", 0}, {"lunedi", "lunedì"},
    {"maggio", 0}, {"maggiore", 0}, {"martedi", "martedì"}, {"marzo", 0}, {"mattina", 0},
    {"mercoledi", "mercoledì"}, {"mese", 0}, {"mesi", 0}, {"migliore", 0}, {"mila", 0}, {"miliardi", 0},
    {"miliardo", 0}, {"milione", 0}, {"milioni", 0}, {"mille", 0}, {"minuti", 0}, {"notte", 0}, {"nove", 0},
    {"novembre", 0}, {"numero", 0}, {"nuova", 0}, {"nuove", 0}, {"nuovi", 0}, {"nuovo", 0}, {"oggi", 0},
    {"ora", 0}, {"ore", 0}, {"otto", 0}, {"ottobre", 0}, {"parte", 0}, {"persone", 0}, {"piccolo", 0},
    {"prima", 0}, {"primi", 0}, {"primo", 0}, {"prossimo", 0}, {"quattro", 0}, {"sabato", 0}, {"seconda", 0},
    {"secondo", 0}, {"sei", 0}, {"sera", 0}, {"sette", 0}, {"settembre", 0}, {"settimana", 0}, {"settimane", 0},
    {"tempo", 0}, {"terzo", 0}, {"tre", 0}, {"ultima", 0}, {"ultimi", 0}, {"ultimo", 0},
    {"venerdi", "venerdì"}, {"volta", 0}, {"volte", 0},
};

static const lede__stopword weak_nl[] = {
    {"acht", 0}, {"april", 0}, {"augustus", 0}, {"avond", 0}, {"dag", 0}, {"dagen", 0}, {"december", 0},
    {"deel", 0}, {"derde", 0}, {"dinsdag", 0}, {"donderdag", 0}, {"drie", 0}, {"duizend", 0}, {"eerste", 0},
    {"einde", 0}, {"februari", 0}, {"gisteren", 0}, {"goed", 0}, {"goede", 0}, {"groot", 0}, {"grote", 0},
    {"honderd", 0}, {"hoog", 0}, {"jaar", 0}, {"januari", 0}, {"jaren", 0}, {"juli", 0}, {"juni", 0},
    {"keer", 0}, {"klein", 0}, {"kleine", 0}, {"laatste", 0}, {"lang", 0}, {"maand", 0}, {"maandag", 0},
    {"maanden", 0}, {"maart", 0}, {"man", 0}, {"mei", 0}, {"mensen", 0}, {"miljard", 0}, {"miljoen", 0},
    {"minuten", 0}, {"morgen", 0}, {"nacht", 0}, {"negen", 0}, {"nieuw", 0}, {"nieuwe", 0}, {"november", 0},
    {"oktober", 0}, {"oud", 0}, {"procent", 0}, {"september", 0}, {"tien", 0}, {"tijd", 0}, {"twee", 0},
    {"tweede", 0}, {"uur", 0}, {"vandaag", 0}, {"vier", 0}, {"vijf", 0}, {"volgende", 0}, {"volgens", 0},
    {"vrijdag", 0}, {"vrouw", 0}, {"week", 0}, {"weken", 0}, {"woensdag", 0}, {"zaterdag", 0}, {"zes", 0},
    {"zeven", 0}, {"zondag", 0},
};

static const lede__stopword weak_pt[] = {
    {"abril", 0}, {"acho", 0}, {"agora", 0}, {"agosto", 0}, {"amanha", "amanhã"}, {"ano", 0}, {"anos", 0},
    {"bilhao", "bilhão"}, {"boa", 0}, {"bom", 0}, {"caso", 0}, {"cem", 0}, {"cento", 0}, {"cinco", 0},
    {"cinquenta", 0}, {"claro", 0}, {"dez", 0}, {"dezembro", 0}, {"dia", 0}, {"dias", 0}, {"dito", 0},
    {"dizem", 0}, {"dois", 0}, {"domingo", 0}, {"doze", 0}, {"duas", 0}, {"fevereiro", 0}, {"grande", 0},
    {"grandes", 0}, {"hoje", 0}, {"hora", 0}, {"horas", 0}, {"janeiro", 0}, {"julho", 0}, {"junho", 0},
    {"lado", 0}, {"maio", 0}, {"maior", 0}, {"manha", "manhã"}, {"marco", "março"}, {"melhor", 0},
    {"mes", "mês"}, {"meses", 0}, {"mil", 0}, {"milhao", "milhão"}, {"milhoes", "milhões"}, {"minutos", 0},
    {"momento", 0}, {"noite", 0}, {"nova", 0}, {"novas", 0}, {"nove", 0}, {"novembro", 0}, {"novo", 0},
    {"novos", 0}, {"oito", 0}, {"olhe", 0}, {"ontem", 0}, {"onze", 0}, {"outubro", 0}, {"parte", 0},
    {"pequeno", 0}, {"pessoas", 0}, {"por", 0}, {"primeira", 0}, {"primeiro", 0}, {"primeiros", 0},
    {"proximo", "próximo"}, {"quarenta", 0}, {"quarta-feira", 0}, {"quatro", 0}, {"quinta-feira", 0},
    {"quinze", 0}, {"sabado", "sábado"}, {"sabe", 0}, {"sao", "são"}, {"segunda", 0}, {"segunda-feira", 0},
    {"segundo", 0}, {"sei", 0}, {"seis", 0}, {"semana", 0}, {"semanas", 0}, {"sete", 0}, {"setembro", 0},
    {"sexta-feira", 0}, {"tarde", 0}, {"temos", 0}, {"tempo", 0}, {"terca-feira", "terça-feira"},
    {"terceiro", 0}, {"tres", "três"}, {"trinta", 0}, {"ultima", "última"}, {"ultimo", "último"},
    {"vamos", 0}, {"vez", 0}, {"vezes", 0}, {"vinte", 0},
};

static const lede__stopword weak_ru[] = {
    {"августа", 0}, {"апреля", 0}, {"большая", 0}, {"большой", 0}, {"вечер", 0},
    {"восемь", 0}, {"воскресенье", 0}, {"время", 0}, {"вторая", 0},
    {"вторник", 0}, {"второй", 0}, {"вчера", 0}, {"год", 0}, {"года", 0},
    {"году", 0}, {"два", 0}, {"две", 0}, {"девять", 0}, {"декабря", 0}, {"день", 0},
    {"десять", 0}, {"дней", 0}, {"дня", 0}, {"завтра", 0}, {"заявил", 0},
    {"июля", 0}, {"июня", 0}, {"лет", 0}, {"людей", 0}, {"люди", 0}, {"марта", 0},
    {"мая", 0}, {"месяц", 0}, {"месяца", 0}, {"месяцев", 0}, {"миллиард", 0},
    {"миллиардов", 0}, {"миллион", 0}, {"миллионов", 0}, {"минут", 0},
    {"недели", 0}, {"неделя", 0}, {"новая", 0}, {"новое", 0}, {"новые", 0},
    {"новый", 0}, {"новых", 0}, {"ночь", 0}, {"ноября", 0}, {"октября", 0},
    {"отметил", 0}, {"первая", 0}, {"первые", 0}, {"первый", 0},
    {"понедельник", 0}, {"последние", 0}, {"последний", 0}, {"процент", 0},
    {"процентов", 0}, {"пятница", 0}, {"пятницу", 0}, {"пять", 0}, {"раз", 0},
    {"рассказал", 0}, {"сегодня", 0}, {"семь", 0}, {"сентября", 0},
    {"сказал", 0}, {"следующий", 0}, {"словам", 0}, {"сообщил", 0},
    {"среда", 0}, {"среду", 0}, {"сто", 0}, {"суббота", 0}, {"субботу", 0},
    {"третий", 0}, {"три", 0}, {"тысяч", 0}, {"тысяча", 0}, {"утро", 0},
    {"февраля", 0}, {"хороший", 0}, {"час", 0}, {"часов", 0}, {"часть", 0},
    {"человек", 0}, {"четверг", 0}, {"четыре", 0}, {"шесть", 0}, {"января", 0},
};

#define LIST(l) {#l, weak_##l, sizeof weak_##l / sizeof *weak_##l}

static const lede__stopwords lists[] = {
    LIST(de), LIST(en), LIST(es), LIST(fr), LIST(it), LIST(nl), LIST(pt), LIST(ru),
};

const lede__stopwords *lede__weak_words_of(const char *language)
{
    size_t i;

    for (i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strncmp(lists[i].language, language, 2) == 0)
            return &lists[i];
    return NULL;
}
