-- Makes core/news/time_words_table.c: the words that dates and amounts are made
-- of, by language, folded as lede_fold does, sorted by byte.
--   lua5.4 core/news/gen/time_words.lua > core/news/time_words_table.c
local classes = {"NUM", "MULT", "ORD", "FRAC", "MONTH", "WDAY", "SEASON", "UNIT", "DAYREF", "PART", "NOW", "PASTREF", "FUTUREREF",
  "THIS", "LAST", "NEXT", "EARLY", "MID", "LATE", "AGO", "AGOPRE", "LATER", "BEFORE", "EVERY", "EVERYUNIT", "THE", "A", "OF", "AND",
  "HOLIDAY", "WILL", "CURRENCY", "CENT", "PERCENT", "APPROX", "FISCAL", "SAMETIME", "TO", "IN", "SINCE", "ORDSUFFIX", "DECADE", "PASTVERB"}

local words = {}
local function add(lang, class, text)
  words[lang] = words[lang] or {}
  for item in text:gmatch("%S+") do
    local word, value = item:match("^(.-)=(.*)$")
    word, value = word or item, value or "0"
    word = word:gsub("_", " ")
    if words[lang][word] and words[lang][word][1] ~= class then io.stderr:write(lang, ": ", word, " is ", words[lang][word][1], " and ", class, "\n") end
    words[lang][word] = {class, value}
  end
end

-- Currency codes are kept as numbers: the three letters in base 256.
local function currency(lang, class, text)
  for item in text:gmatch("%S+") do
    local word, code = item:match("^(.-)=(.*)$")
    local a, b, c = code:byte(1, 3)
    add(lang, class, word .. "=" .. (a << 16 | b << 8 | c))
  end
end

-- UNIT values: 1 second 2 minute 3 hour 4 day 5 week 6 month 7 quarter 8 year 9 decade 10 century 11 weekend 12 fortnight
-- PART values: 1 morning 2 noon 3 afternoon 4 evening 5 night 6 midnight · SEASON: 1 spring 2 summer 3 autumn 4 winter
-- HOLIDAY values: month * 100 + day; 1 to 9 are counted (1 thanksgiving, 2 labor day, 3 memorial day, 4 mothers' day, 5 martin luther king)

add("en", "NUM", "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 naught=0 nought=0 several=-1 few=-1 many=-1 couple=2 dozens=-1")
add("en", "MULT", "hundred=100 hundreds=100 thousand=1000 thousands=1000 million=1000000 millions=1000000 mn=1000000 mln=1000000 mio=1000000 billion=1000000000 billions=1000000000 bn=1000000000 bln=1000000000 trillion=-12 trillions=-12 tn=-12 trn=-12 lakh=100000 lakhs=100000 lac=100000 crore=10000000 crores=10000000 dozen=12")
add("en", "ORD", "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30")
add("en", "FRAC", "half=50 quarter-million=25")
add("en", "ORDSUFFIX", "st nd rd th")
add("en", "MONTH", "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12")
add("en", "WDAY", "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7 mon=1 tue=2 tues=2 wed=3 weds=3 thu=4 thur=4 thurs=4 fri=5 mondays=11 tuesdays=12 wednesdays=13 thursdays=14 fridays=15 saturdays=16 sundays=17")
add("en", "SEASON", "spring=1 springtime=1 summer=2 summertime=2 autumn=3 fall=3 winter=4 wintertime=4")
add("en", "UNIT", "hrs=3 mths=6 mth=6 qtr=7 qtrs=7 seconds=1 minute=2 minutes=2 hour=3 hours=3 day=4 days=4 week=5 weeks=5 month=6 months=6 quarter=7 quarters=7 year=8 years=8 yr=8 yrs=8 decade=9 decades=9 century=10 centuries=10 weekend=11 weekends=11 fortnight=12 fortnights=12")
add("en", "DECADE", "twenties=2 thirties=3 forties=4 fifties=5 sixties=6 seventies=7 eighties=8 nineties=9")
add("en", "DAYREF", "today=0 tonight=0 yesterday=-1 tomorrow=1")
add("en", "PART", "morning=1 noon=2 midday=2 afternoon=3 evening=4 night=5 midnight=6 overnight=5 mornings=1 afternoons=3 evenings=4 nights=5")
add("en", "NOW", "now currently presently nowadays")
add("en", "PASTREF", "recently lately recent")
add("en", "FUTUREREF", "soon shortly")
add("en", "THIS", "this these current")
add("en", "LAST", "last past previous preceding latest")
add("en", "NEXT", "next coming following upcoming")
add("en", "EARLY", "early beginning start")
add("en", "MID", "mid middle")
add("en", "LATE", "late end")
add("en", "AGO", "ago")
add("en", "LATER", "later hence")
add("en", "BEFORE", "earlier")
add("en", "EVERY", "every each")
add("en", "EVERYUNIT", "daily=4 weekly=5 quarterly=7 monthly=6 yearly=8 annually=8 hourly=3 nightly=4")
add("en", "THE", "the")
add("en", "A", "a an")
add("en", "OF", "of")
add("en", "AND", "and")
add("en", "TO", "to through until till")
add("en", "IN", "in on at by for from within over during")
add("en", "SINCE", "since")
add("en", "WILL", "will would ll shall might can could should going plan plans planning planned scheduled expected expects expect expecting intend intends payable effective slated supposed due hopes hoping aims aiming")
add("en", "PASTVERB", "said was were had told did fell rose met lost came went took made bought sold brought began left got gave grew held kept knew led paid ran sent showed spoke stood struck shot spent thought wrote saw found became broke built caught chose drew drove ate felt flew fought heard laid lay rode sat sank slept swept swore taught threw understood wore fled hid dealt forgot froze hung meant rang sang stole sought shook stuck tore woke withdrew overtook undertook")
add("en", "HOLIDAY", "christmas=1225 thanksgiving=1 halloween=1031 ramadan=0")
add("en", "FISCAL", "fiscal")
add("en", "APPROX", "about around approximately nearly almost roughly exactly under")
add("en", "PERCENT", "percent pct")
currency("en", "CURRENCY", "dlr=USD dlrs=USD stg=GBP guilder=NLG guilders=NLG dollar=USD dollars=USD buck=USD bucks=USD euro=EUR euros=EUR eur=EUR pound=GBP pounds=GBP quid=GBP sterling=GBP yen=JPY yuan=CNY renminbi=CNY rmb=CNY rupee=INR rupees=INR rs=INR ruble=RUB rubles=RUB rouble=RUB roubles=RUB franc=CHF francs=CHF peso=MXN pesos=MXN won=KRW krona=SEK kronor=SEK kroner=NOK krone=NOK zloty=PLN zlotys=PLN forint=HUF forints=HUF lira=TRY liras=TRY shekel=ILS shekels=ILS dinar=XXX dinars=XXX riyal=SAR riyals=SAR rial=IRR rials=IRR dirham=AED dirhams=AED baht=THB ringgit=MYR ringgits=MYR rupiah=IDR dong=VND real=BRL reais=BRL rand=ZAR rands=ZAR naira=NGN shilling=KES shillings=KES hryvnia=UAH hryvnias=UAH tugrik=MNT tugriks=MNT mark=DEM marks=DEM lev=BGN leva=BGN leu=RON lei=RON taka=BDT birr=ETB cedi=GHS cedis=GHS koruna=CZK korunas=CZK geneh=EGP rm=MYR le=EGP bitcoin=XBT bitcoins=XBT deutschmark=DEM deutschmarks=DEM")
currency("en", "CENT", "ct=USD cts=USD pfennig=DEM pfennigs=DEM cent=USD cents=USD penny=GBP pennies=USD pence=GBP sen=MYR sens=MYR kopek=RUB kopeks=RUB kopiyka=UAH kopiykas=UAH paise=INR")
for code in ([[usd eur gbp jpy cny inr rub chf mxn krw sek nok dkk pln huf try ils kwd lbp egp qar sar bgn myr thb idr vnd brl zar ngn kes uah mnt cad aud nzd sgd hkd twd php pkr bdt lkr aed bhd omr jod iqd irr ars clp cop pen czk ron isk]]):gmatch("%S+") do
  currency("en", "CURRENCY", code .. "=" .. code:upper())
end

add("de", "NUM", "null=0 ein=1 eins=1 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 mehrere=-1 einige=-1 wenige=-1 wenigen=-1")
add("de", "MULT", "hundert=100 tausend=1000 million=1000000 millionen=1000000 mio=1000000 mill=1000000 milliarde=1000000000 milliarden=1000000000 mrd=1000000000 billion=-12 billionen=-12")
add("de", "MONTH", "januar=1 janner=1 februar=2 marz=3 april=4 mai=5 juni=6 juli=7 august=8 september=9 oktober=10 november=11 dezember=12 jan=1 feb=2 apr=4 aug=8 sept=9 okt=10 nov=11 dez=12")
add("de", "WDAY", "montag=1 dienstag=2 mittwoch=3 donnerstag=4 freitag=5 samstag=6 sonnabend=6 sonntag=7")
add("de", "SEASON", "fruhling=1 fruhjahr=1 sommer=2 herbst=3 winter=4")
add("de", "UNIT", "sekunden=1 minute=2 minuten=2 stunde=3 stunden=3 tag=4 tage=4 tagen=4 woche=5 wochen=5 monat=6 monate=6 monaten=6 monats=6 quartal=7 quartale=7 jahr=8 jahre=8 jahren=8 jahres=8 jahrzehnt=9 jahrzehnte=9 jahrzehnten=9 jahrhundert=10 wochenende=11 wochenenden=11")
add("de", "DAYREF", "heute=0 gestern=-1 vorgestern=-2 morgen=1 ubermorgen=2")
add("de", "PART", "vormittag=1 mittag=2 nachmittag=3 abend=4 nacht=5")
add("de", "NOW", "jetzt derzeit gegenwartig aktuell")
add("de", "PASTREF", "kurzlich neulich fruher")
add("de", "FUTUREREF", "bald demnachst")
add("de", "THIS", "dieser diese dieses diesen diesem")
add("de", "LAST", "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes vergangenem vorige vorigen voriges vorigem")
add("de", "NEXT", "nachste nachsten nachster nachstes nachstem kommende kommenden kommender kommendes kommendem")
add("de", "EARLY", "anfang")
add("de", "MID", "mitte")
add("de", "LATE", "ende")
add("de", "AGOPRE", "vor")
add("de", "THE", "der die das dem den des am im")
add("de", "A", "einer einem einen eine eines")
add("de", "AND", "und")
add("de", "TO", "bis")
add("de", "EVERY", "jeden jede jedes jeder")
add("de", "EVERYUNIT", "taglich=4 wochentlich=5 monatlich=6 jahrlich=8")
add("de", "WILL", "wird werden soll sollen will wollen")
add("de", "PERCENT", "prozent")
currency("de", "CURRENCY", "euro=EUR euros=EUR dollar=USD franken=CHF pfund=GBP yen=JPY rubel=RUB mark=DEM yuan=CNY eur=EUR usd=USD chf=CHF gbp=GBP kronen=SEK")
currency("de", "CENT", "cent=EUR pfennig=DEM rappen=CHF")

add("fr", "NUM", "un=1 deux=2 trois=3 quatre=4 cinq=5 six=6 huit=8 neuf=9 dix=10 onze=11 douze=12 quinze=15 vingt=20 trente=30 plusieurs=-1 quelques=-1")
add("fr", "MULT", "cent=100 cents=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000")
add("fr", "MONTH", "janvier=1 fevrier=2 mars=3 avril=4 mai=5 juin=6 juillet=7 aout=8 septembre=9 octobre=10 novembre=11 decembre=12 janv=1 fevr=2 sept=9 oct=10 nov=11 dec=12")
add("fr", "WDAY", "lundi=1 mardi=2 mercredi=3 jeudi=4 vendredi=5 samedi=6 dimanche=7")
add("fr", "SEASON", "printemps=1 ete=2 automne=3 hiver=4")
add("fr", "UNIT", "seconde=1 secondes=1 minute=2 minutes=2 heure=3 heures=3 jour=4 jours=4 semaine=5 semaines=5 mois=6 trimestre=7 trimestres=7 an=8 ans=8 annee=8 annees=8 decennie=9 decennies=9 siecle=10 siecles=10 week-end=11")
add("fr", "DAYREF", "hier=-1 demain=1 aujourd'hui=0 avant-hier=-2")
add("fr", "PART", "matin=1 midi=2 apres-midi=3 soir=4 nuit=5")
add("fr", "NOW", "maintenant actuellement")
add("fr", "PASTREF", "recemment")
add("fr", "FUTUREREF", "bientot prochainement")
add("fr", "THIS", "ce cet cette ces")
add("fr", "LAST", "dernier derniere derniers dernieres passe passee")
add("fr", "NEXT", "prochain prochaine prochains prochaines")
add("fr", "EARLY", "debut")
add("fr", "LATE", "fin")
add("fr", "MID", "mi")
add("fr", "AGOPRE", "voici")
add("fr", "THE", "le la les l'")
add("fr", "A", "une")
add("fr", "OF", "de du d'")
add("fr", "AND", "et")
add("fr", "TO", "au")
add("fr", "EVERY", "chaque")
add("fr", "WILL", "sera seront devrait devra va vont")
add("fr", "PERCENT", "pourcent")
currency("fr", "CURRENCY", "euro=EUR euros=EUR dollar=USD dollars=USD livre=GBP livres=GBP yen=JPY yens=JPY rouble=RUB roubles=RUB franc=CHF francs=CHF yuan=CNY yuans=CNY eur=EUR usd=USD")
currency("fr", "CENT", "centime=EUR centimes=EUR")

add("es", "NUM", "uno=1 un=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 quince=15 veinte=20 treinta=30 varios=-1 varias=-1 pocos=-1")
add("es", "MULT", "cien=100 ciento=100 mil=1000 millon=1000000 millones=1000000 billon=-12 billones=-12")
add("es", "MONTH", "enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre=9 setiembre=9 octubre=10 noviembre=11 diciembre=12")
add("es", "WDAY", "lunes=1 martes=2 miercoles=3 jueves=4 viernes=5 sabado=6 domingo=7")
add("es", "SEASON", "primavera=1 verano=2 otono=3 invierno=4")
add("es", "UNIT", "segundos=1 minuto=2 minutos=2 hora=3 horas=3 dia=4 dias=4 semana=5 semanas=5 mes=6 meses=6 trimestre=7 trimestres=7 ano=8 anos=8 decada=9 decadas=9 siglo=10 siglos=10")
add("es", "DAYREF", "hoy=0 ayer=-1 anteayer=-2 manana=1")
add("es", "PART", "mediodia=2 tarde=3 noche=5 madrugada=1")
add("es", "NOW", "ahora actualmente")
add("es", "PASTREF", "recientemente")
add("es", "FUTUREREF", "pronto")
add("es", "THIS", "este esta estos estas")
add("es", "LAST", "ultimo ultima ultimos ultimas pasado pasada pasados pasadas anterior")
add("es", "NEXT", "proximo proxima proximos proximas siguiente")
add("es", "EARLY", "principios comienzos")
add("es", "MID", "mediados")
add("es", "LATE", "finales fines")
add("es", "AGOPRE", "hace")
add("es", "THE", "el la los las")
add("es", "A", "una")
add("es", "OF", "de del")
add("es", "AND", "y")
add("es", "EVERY", "cada")
add("es", "WILL", "sera seran va van debera")
currency("es", "CURRENCY", "euro=EUR euros=EUR dolar=USD dolares=USD peso=MXN pesos=MXN libra=GBP libras=GBP yen=JPY yenes=JPY rublo=RUB rublos=RUB yuan=CNY yuanes=CNY eur=EUR usd=USD")
currency("es", "CENT", "centavo=USD centavos=USD centimo=EUR centimos=EUR")

add("pt", "NUM", "um=1 uma=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 quinze=15 vinte=20 trinta=30 varios=-1 varias=-1")
add("pt", "MULT", "cem=100 cento=100 mil=1000 milhao=1000000 milhoes=1000000 bilhao=1000000000 bilhoes=1000000000 trilhao=-12 trilhoes=-12")
add("pt", "MONTH", "janeiro=1 fevereiro=2 marco=3 abril=4 maio=5 junho=6 julho=7 agosto=8 setembro=9 outubro=10 novembro=11 dezembro=12")
add("pt", "WDAY", "segunda-feira=1 terca-feira=2 quarta-feira=3 quinta-feira=4 sexta-feira=5 sabado=6 domingo=7")
add("pt", "SEASON", "primavera=1 verao=2 outono=3 inverno=4")
add("pt", "UNIT", "segundos=1 minuto=2 minutos=2 hora=3 horas=3 dia=4 dias=4 semana=5 semanas=5 mes=6 meses=6 trimestre=7 trimestres=7 ano=8 anos=8 decada=9 decadas=9 seculo=10 seculos=10")
add("pt", "DAYREF", "hoje=0 ontem=-1 anteontem=-2 amanha=1")
add("pt", "PART", "manha=1 tarde=3 noite=5")
add("pt", "NOW", "agora atualmente")
add("pt", "PASTREF", "recentemente")
add("pt", "THIS", "este esta neste nesta estes estas deste desta")
add("pt", "LAST", "ultimo ultima ultimos ultimas passado passada passados passadas anterior")
add("pt", "NEXT", "proximo proxima proximos proximas seguinte")
add("pt", "AGOPRE", "ha")
add("pt", "THE", "o a os as no na")
add("pt", "OF", "de do da")
add("pt", "AND", "e")
add("pt", "EVERY", "cada")
add("pt", "WILL", "sera serao vai vao devera")
currency("pt", "CURRENCY", "euro=EUR euros=EUR dolar=USD dolares=USD real=BRL reais=BRL libra=GBP libras=GBP iene=JPY ienes=JPY eur=EUR usd=USD")
currency("pt", "CENT", "centavo=BRL centavos=BRL centimos=EUR")

add("it", "NUM", "uno=1 un=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 quindici=15 venti=20 trenta=30 alcuni=-1 alcune=-1")
add("it", "MULT", "cento=100 mille=1000 mila=1000 milione=1000000 milioni=1000000 miliardo=1000000000 miliardi=1000000000")
add("it", "MONTH", "gennaio=1 febbraio=2 marzo=3 aprile=4 maggio=5 giugno=6 luglio=7 agosto=8 settembre=9 ottobre=10 novembre=11 dicembre=12")
add("it", "WDAY", "lunedi=1 martedi=2 mercoledi=3 giovedi=4 venerdi=5 sabato=6 domenica=7")
add("it", "SEASON", "primavera=1 estate=2 autunno=3 inverno=4")
add("it", "UNIT", "secondi=1 minuto=2 minuti=2 ora=3 ore=3 giorno=4 giorni=4 settimana=5 settimane=5 mese=6 mesi=6 trimestre=7 trimestri=7 anno=8 anni=8 decennio=9 decenni=9 secolo=10 secoli=10")
add("it", "DAYREF", "oggi=0 ieri=-1 domani=1 dopodomani=2")
add("it", "PART", "mattina=1 mattino=1 mezzogiorno=2 pomeriggio=3 sera=4 notte=5")
add("it", "NOW", "adesso attualmente")
add("it", "PASTREF", "recentemente")
add("it", "FUTUREREF", "presto")
add("it", "THIS", "questo questa questi queste quest'")
add("it", "LAST", "scorso scorsa scorsi scorse ultimo ultima ultimi ultime passato passata")
add("it", "NEXT", "prossimo prossima prossimi prossime")
add("it", "AGO", "fa")
add("it", "THE", "il lo la i gli le l'")
add("it", "A", "una")
add("it", "OF", "di del della dell'")
add("it", "AND", "e")
add("it", "EVERY", "ogni")
add("it", "WILL", "sara saranno dovra")
currency("it", "CURRENCY", "euro=EUR dollaro=USD dollari=USD sterlina=GBP sterline=GBP yen=JPY rublo=RUB rubli=RUB yuan=CNY eur=EUR usd=USD lire=ITL")
currency("it", "CENT", "centesimo=EUR centesimi=EUR")

add("nl", "NUM", "een=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 twintig=20 dertig=30 enkele=-1 enige=-1")
add("nl", "MULT", "honderd=100 duizend=1000 miljoen=1000000 mln=1000000 miljard=1000000000 mld=1000000000 biljoen=-12")
add("nl", "MONTH", "januari=1 februari=2 maart=3 april=4 mei=5 juni=6 juli=7 augustus=8 september=9 oktober=10 november=11 december=12")
add("nl", "WDAY", "maandag=1 dinsdag=2 woensdag=3 donderdag=4 vrijdag=5 zaterdag=6 zondag=7")
add("nl", "SEASON", "lente=1 voorjaar=1 zomer=2 herfst=3 najaar=3 winter=4")
add("nl", "UNIT", "seconden=1 minuut=2 minuten=2 uur=3 uren=3 dag=4 dagen=4 week=5 weken=5 maand=6 maanden=6 kwartaal=7 kwartalen=7 jaar=8 jaren=8 decennium=9 decennia=9 eeuw=10 eeuwen=10 weekeinde=11 weekend=11")
add("nl", "DAYREF", "vandaag=0 gisteren=-1 eergisteren=-2 morgen=1 overmorgen=2")
add("nl", "PART", "ochtend=1 middag=3 avond=4 nacht=5")
add("nl", "NOW", "nu momenteel")
add("nl", "PASTREF", "onlangs")
add("nl", "FUTUREREF", "binnenkort")
add("nl", "THIS", "deze dit")
add("nl", "LAST", "vorige vorig afgelopen")
add("nl", "NEXT", "volgende volgend komende komend")
add("nl", "EARLY", "begin")
add("nl", "MID", "half")
add("nl", "LATE", "eind")
add("nl", "AGO", "geleden")
add("nl", "THE", "de het")
add("nl", "AND", "en")
add("nl", "EVERY", "elke iedere elk ieder")
add("nl", "WILL", "zal zullen wordt worden gaat")
add("nl", "PERCENT", "procent")
currency("nl", "CURRENCY", "euro=EUR euro's=EUR dollar=USD dollars=USD pond=GBP yen=JPY roebel=RUB yuan=CNY eur=EUR usd=USD gulden=NLG")
currency("nl", "CENT", "cent=EUR")

add("ru", "NUM", "один=1 одну=1 два=2 две=2 три=3 четыре=4 пять=5 шесть=6 семь=7 восемь=8 девять=9 десять=10 двадцать=20 тридцать=30 несколько=-1")
add("ru", "MULT", "сто=100 тысяч=1000 тысячи=1000 тысяча=1000 тыс=1000 миллион=1000000 миллиона=1000000 миллионов=1000000 млн=1000000 миллиард=1000000000 миллиарда=1000000000 миллиардов=1000000000 млрд=1000000000 триллион=-12 триллиона=-12 трлн=-12")
add("ru", "MONTH", "января=1 январе=1 январь=1 февраля=2 феврале=2 февраль=2 марта=3 марте=3 март=3 апреля=4 апреле=4 апрель=4 мая=5 мае=5 май=5 июня=6 июне=6 июнь=6 июля=7 июле=7 июль=7 августа=8 августе=8 август=8 сентября=9 сентябре=9 сентябрь=9 октября=10 октябре=10 октябрь=10 ноября=11 ноябре=11 ноябрь=11 декабря=12 декабре=12 декабрь=12")
add("ru", "WDAY", "понедельник=1 понедельника=1 вторник=2 вторника=2 среда=3 среду=3 среды=3 четверг=4 четверга=4 пятница=5 пятницу=5 пятницы=5 суббота=6 субботу=6 субботы=6 воскресенье=7 воскресенья=7")
add("ru", "SEASON", "весной=1 весна=1 летом=2 лето=2 осенью=3 осень=3 зимой=4 зима=4")
add("ru", "UNIT", "секунд=1 минут=2 минуты=2 минуту=2 час=3 часа=3 часов=3 день=4 дня=4 дней=4 неделя=5 неделю=5 недели=5 недель=5 неделе=5 месяц=6 месяца=6 месяцев=6 месяце=6 квартал=7 квартале=7 квартала=7 год=8 года=8 году=8 лет=8 десятилетие=9 век=10 веке=10")
add("ru", "DAYREF", "сегодня=0 вчера=-1 позавчера=-2 завтра=1 послезавтра=2")
add("ru", "PART", "утром=1 днем=3 вечером=4 ночью=5")
add("ru", "NOW", "сейчас теперь")
add("ru", "PASTREF", "недавно")
add("ru", "FUTUREREF", "скоро вскоре")
add("ru", "THIS", "этот эту этом этой этого нынешнем нынешнего")
add("ru", "LAST", "прошлый прошлого прошлом прошлую прошлой минувший минувшую минувшего последние последних")
add("ru", "NEXT", "следующий следующего следующем следующую следующей будущем")
add("ru", "EARLY", "начале")
add("ru", "MID", "середине")
add("ru", "LATE", "конце")
add("ru", "AGO", "назад")
add("ru", "AND", "и")
add("ru", "EVERY", "каждый каждую каждое")
add("ru", "WILL", "будет будут")
add("ru", "PERCENT", "процент процента процентов")
currency("ru", "CURRENCY", "рубль=RUB рубля=RUB рублеи=RUB рублей=RUB руб=RUB доллар=USD доллара=USD долларов=USD евро=EUR фунт=GBP фунтов=GBP иен=JPY юань=CNY юаней=CNY гривен=UAH")
currency("ru", "CENT", "копеек=RUB цент=USD центов=USD")

local langs = {}
for lang in pairs(words) do langs[#langs + 1] = lang end
table.sort(langs)
print "/* Words of dates and amounts; generated by core/news/gen/time_words.lua. */"
print '#include "news/time_words.h"\n'
for _, lang in ipairs(langs) do
  local list = {}
  for word in pairs(words[lang]) do list[#list + 1] = word end
  table.sort(list)
  print(("static const lede__time_word words_%s[] = {"):format(lang))
  for _, word in ipairs(list) do
    local w = words[lang][word]
    print(('    {"%s", LEDE__T_%s, %s},'):format(word, w[1], w[2]))
  end
  print "};\n"
  -- Open addressing by the hash of time_words.c: index + 1, 0 for an empty slot.
  local size = 64
  while size < 4 * #list do size = size * 2 end
  local slots, line = {}, {}
  for i, word in ipairs(list) do
    local h = 0
    for k = 1, #word do h = h * 33 + word:byte(k) & 0xFFFFFFFF end
    h = (h ~ h >> 15) & size - 1
    while slots[h] do h = h + 1 & size - 1 end
    slots[h] = i
  end
  print(("static const uint16_t slots_%s[] = {"):format(lang))
  for h = 0, size - 1 do
    line[#line + 1] = slots[h] or 0
    if #line == 24 or h == size - 1 then
      print("    " .. table.concat(line, ", ") .. ",")
      line = {}
    end
  end
  print "};\n"
end
print "const lede__time_language lede__time_languages[] = {"
for _, lang in ipairs(langs) do
  print(('    {"%s", words_%s, sizeof words_%s / sizeof *words_%s, slots_%s, sizeof slots_%s / sizeof *slots_%s},'):format(
    lang, lang, lang, lang, lang, lang, lang))
end
print "    {0, 0, 0, 0, 0},\n};"
io.stderr:write(table.concat(classes, " "), "\n")
