/* core/text/language*.c */
#include "test.h"

#include <time.h>

#include "lede/text.h"

static const char *told(const char *s)
{
    static char code[8];

    lede_language(s, strlen(s), code);
    return code;
}

static void scripts(void)
{
    EQ_STR(told("Το λιμάνι έκλεισε"), "el");
    EQ_STR(told("港は閉鎖されました"), "ja");
    EQ_STR(told("港口今天关闭"), "zh");
    EQ_STR(told("항구가 폐쇄되었다"), "ko");
    EQ_STR(told("הנמל נסגר היום"), "he");
    EQ_STR(told("นายกเทศมนตรีเปิดสะพาน"), "th");
}

static void profiles(void)
{
    EQ_STR(told("The harbour was closed on Sunday because of the storm, the mayor said."), "en");
    EQ_STR(told("Le port a été fermé dimanche à cause de la tempête, a déclaré le maire."), "fr");
    EQ_STR(told("Der Hafen wurde am Sonntag wegen des Sturms geschlossen, sagte der Bürgermeister."), "de");
    EQ_STR(told("Гавань закрыли в воскресенье из-за шторма, сказал мэр города."), "ru");
    EQ_STR(told("Гавань закрили в неділю через шторм, сказав міський голова."), "uk");
    EQ_STR(told("أغلق الميناء يوم الأحد بسبب العاصفة حسبما قال رئيس البلدية"), "ar");
    EQ_STR(told("बंदरगाह रविवार को तूफान के कारण बंद कर दिया गया"), "hi");
    EQ_STR(told("Havnen ble stengt søndag på grunn av uværet, sa ordføreren, som ikke ville si noe mer."), "nb");
}

static void little_text(void)
{
    char code[8];

    CHECK(lede_language("", 0, code) == 0);
    EQ_STR(code, "und");
    CHECK(lede_language("12 + 30 = 42!", 13, code) == 0);
    EQ_STR(code, "und");
    CHECK(lede_language("taxi", 4, code) < 0.5);
    CHECK(lede_language("\xFF\xFE\x80", 3, code) == 0);
}

static void longer_is_surer(void)
{
    const char *s = "The bridge over the river was closed on Sunday because of the storm, and the mayor said that nobody had been hurt.";
    char code[8];

    CHECK(lede_language(s, 16, code) < lede_language(s, strlen(s), code));
    CHECK(lede_language(s, strlen(s), code) > 0.8);
}

int main(void)
{
    RUN(scripts, "a script of one language tells it");
    RUN(profiles, "languages of one script are told apart");
    RUN(little_text, "no letters give und and a few of them little confidence");
    RUN(longer_is_surer, "more text gives more confidence");
    return END();
}
