#!/usr/bin/env python3
"""Make core/news/date_names_table.c: the words of dates, in many languages.

    python3 core/news/date_names.py > core/news/date_names_table.c

A line of MONTHS or WEEKDAYS is a language, then one group a month (from
January) or day (from Monday); a group's spellings are joined by '/', '_'
stands for a space. A spelling that two languages use for different months is
kept for both; the one listed first is the choice where the language is not known.
The fold here and lede__date_fold in date_token.c must do the same.
"""
import unicodedata

MONTHS = """
en january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec
de januar/jan/jänner/jän/jaenner februar/feb/feber märz/mär/maerz/mrz april/apr mai juni/jun/juno juli/jul/julei august/aug september/sep/sept oktober/okt november/nov dezember/dez
fr janvier/janv/jan février/févr/fév/fev mars/mar avril/avr mai juin juillet/juil/juill/jul août/aou septembre/sept/sep octobre/oct novembre/nov décembre/déc
es enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sep/sept/set octubre/oct noviembre/nov diciembre/dic
it gennaio/gen/genn febbraio/feb/febbr marzo/mar aprile/apr maggio/mag/magg giugno/giu luglio/lug agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic
pt janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez
nl januari/jan februari/feb/febr maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept/sep oktober/okt november/nov december/dec
da januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov december/dec
sv januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep/sept oktober/okt november/nov december/dec
no januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov desember/des
fi tammikuu/tammikuuta/tammikuun/tammi helmikuu/helmikuuta/helmikuun/helmi maaliskuu/maaliskuuta/maaliskuun/maalis huhtikuu/huhtikuuta/huhtikuun/huhti toukokuu/toukokuuta/toukokuun/touko kesäkuu/kesäkuuta/kesäkuun/kesä heinäkuu/heinäkuuta/heinäkuun/heinä elokuu/elokuuta/elokuun/elo syyskuu/syyskuuta/syyskuun/syys lokakuu/lokakuuta/lokakuun/loka marraskuu/marraskuuta/marraskuun/marras joulukuu/joulukuuta/joulukuun/joulu
is janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sep október/okt nóvember/nóv desember/des
pl styczeń/stycznia/sty lutego/luty/lut marzec/marca/mar kwiecień/kwietnia/kwi maj/maja czerwiec/czerwca/cze lipiec/lipca/lip sierpień/sierpnia/sie wrzesień/września/wrz październik/października/paź listopad/listopada/lis grudzień/grudnia/gru
cs leden/ledna/led únor/února/úno březen/března/bře duben/dubna/dub květen/května/kvě červen/června/čer/čvn červenec/července/čvc srpen/srpna/srp září/zář říjen/října/říj listopad/listopadu/lis prosinec/prosince/pro
sk január/januára/jan február/februára/feb marec/marca/mar apríl/apríla/apr máj/mája jún/júna júl/júla august/augusta/aug september/septembra/sep október/októbra/okt november/novembra/nov december/decembra/dec
hu január/januári/jan február/februári/febr/feb március/márciusi/márc/már április/áprilisi/ápr május/májusi/máj június/júniusi/jún július/júliusi/júl augusztus/augusztusi/aug szeptember/szeptemberi/szept/szep október/októberi/okt november/novemberi/nov december/decemberi/dec
ro ianuarie/ian februarie/feb/febr martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept/sep octombrie/oct noiembrie/noi/noiem decembrie/dec
bg януари/ян февруари/февр март/мар април/апр май юни/юн юли/юл август/авг септември/септ октомври/окт ноември/ноем декември/дек
ru январь/января/янв февраль/февраля/фев/февр март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл август/августа/авг сентябрь/сентября/сен/сент октябрь/октября/окт ноябрь/ноября/ноя/нояб декабрь/декабря/дек
uk січень/січня/січ лютий/лютого/лют березень/березня/бер/берез квітень/квітня/квіт/кві травень/травня/трав/тра червень/червня/черв/чер липень/липня/лип серпень/серпня/серп/сер вересень/вересня/вер/верес жовтень/жовтня/жовт/жов листопад/листопада/лист/лис грудень/грудня/груд/гру
be студзень/студзеня люты/лютага сакавік/сакавіка красавік/красавіка травень/мая/траўня чэрвень/чэрвеня ліпень/ліпеня жнівень/жніўня верасень/верасня кастрычнік/кастрычніка лістапад/лістапада снежань/снежня
el ιανουάριος/ιανουαρίου/ιαν φεβρουάριος/φεβρουαρίου/φεβ μάρτιος/μαρτίου/μαρ απρίλιος/απριλίου/απρ μάιος/μαΐου/μάη ιούνιος/ιουνίου/ιουν ιούλιος/ιουλίου/ιουλ αύγουστος/αυγούστου/αυγ σεπτέμβριος/σεπτεμβρίου/σεπ/σεπτ οκτώβριος/οκτωβρίου/οκτ νοέμβριος/νοεμβρίου/νοε/νοεμ δεκέμβριος/δεκεμβρίου/δεκ
tr ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
az yanvar/yan fevral/fev mart aprel/apr may iyun iyul avqust/avq sentyabr/sen oktyabr/okt noyabr/noy dekabr/dek
uz yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr
ar يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار/اذار أبريل/إبريل/نيسان/أفريل مايو/أيار/ماي يونيو/يونيه/حزيران/جوان يوليو/يوليه/تموز/جويلية/يوليوز أغسطس/آب/أوت/غشت سبتمبر/أيلول/شتنبر أكتوبر/تشرين_الأول/اكتوبر نوفمبر/تشرين_الثاني/نونبر ديسمبر/كانون_الأول/دجنبر
fa ژانویه فوریه مارس آوریل/آپریل مه/می ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر
ur جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
he ינואר/בינואר/ינו פברואר/בפברואר/פבר מרץ/במרץ/מרס/במרס אפריל/באפריל/אפר מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט/אוג ספטמבר/בספטמבר/ספט אוקטובר/באוקטובר/אוק נובמבר/בנובמבר/נוב דצמבר/בדצמבר/דצמ
hi जनवरी/जन फ़रवरी/फर मार्च अप्रैल/अप्रै मई जून जुलाई अगस्त सितंबर/सितम्बर/सित अक्टूबर/अक्तूबर/अक्टू नवंबर/नवम्बर/नव दिसंबर/दिसम्बर/दिस
mr जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
bn জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
ta ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ டிசம்பர்/டிச
te జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై/జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్
id januari/jan februari/feb/peb/pebruari maret/mar april/apr mei juni/jun juli/jul agustus/agu/ags/agt september/sep/sept oktober/okt november/nov/nopember desember/des
ms januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt november/nov disember/dis
tl enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
vi tháng_một/tháng_giêng tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai/tháng_chạp
th มกราคม/ม.ค./มค ก.พ./กุมภาพันธ์/กพ มีนาคม/มี.ค./มีค เมษายน/เม.ย./เมย พฤษภาคม/พ.ค./พค มิถุนายน/มิ.ย./มิย กรกฎาคม/ก.ค./กค สิงหาคม/ส.ค./สค กันยายน/ก.ย./กย ตุลาคม/ต.ค./ตค พฤศจิกายน/พ.ย./พย ธันวาคม/ธ.ค./ธค
hr siječanj/siječnja/sij veljača/veljače/velj ožujak/ožujka/ožu travanj/travnja/tra svibanj/svibnja/svi lipanj/lipnja/lip srpanj/srpnja/srp kolovoz/kolovoza/kol rujan/rujna/ruj listopad/listopada/lis studeni/studenoga/studenog/stu prosinac/prosinca/pro
sr januar/januara/jan februar/februara/feb mart/marta/mar april/aprila/apr maj/maja jun/juna/juni jul/jula/juli avgust/avgusta/avg septembar/septembra/sep/sept oktobar/oktobra/okt novembar/novembra/nov decembar/decembra/dec
sr јануар/јануара/јан фебруар/фебруара/феб март/марта/мар април/априла/апр мај/маја јун/јуна јул/јула август/августа/авг септембар/септембра/сеп октобар/октобра/окт новембар/новембра/нов децембар/децембра/дец
mk јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/септ октомври/окт ноември/ноем декември/дек
sl januar/januarja/jan februar/februarja/feb marec/marca/mar april/aprila/apr maj/maja junij/junija/jun julij/julija/jul avgust/avgusta/avg september/septembra/sep oktober/oktobra/okt november/novembra/nov december/decembra/dec
lt sausis/sausio/saus vasaris/vasario/vas kovas/kovo balandis/balandžio/bal gegužė/gegužės/geg birželis/birželio/birž liepa/liepos/liep rugpjūtis/rugpjūčio/rugp rugsėjis/rugsėjo/rugs spalis/spalio/spal lapkritis/lapkričio/lapkr gruodis/gruodžio/gruod
lv janvāris/janvāra/janvārī/janv februāris/februāra/februārī/febr marts/marta/martā aprīlis/aprīļa/aprīlī/apr maijs/maija/maijā jūnijs/jūnija/jūnijā/jūn jūlijs/jūlija/jūlijā/jūl augusts/augusta/augustā/aug septembris/septembra/septembrī/sept oktobris/oktobra/oktobrī/okt novembris/novembra/novembrī/nov decembris/decembra/decembrī/dec
et jaanuar/jaanuari/jaan veebruar/veebruari/veebr märts/märtsi aprill/aprilli/apr mai juuni juuli august/augusti/aug september/septembri/sept oktoober/oktoobri/okt november/novembri/nov detsember/detsembri/dets
ca gener/gen febrer/febr març/març abril/abr maig juny/jun juliol/jul agost/ag setembre/set octubre/oct novembre/nov desembre/des
gl xaneiro/xan febreiro/feb marzo/mar abril/abr maio/mai xuño/xuñ xullo/xul agosto/ago setembro/set outubro/out novembro/nov decembro/dec
eu urtarrila/urtarrilaren/urtarrilak otsaila/otsailaren/otsailak martxoa/martxoaren/martxoak apirila/apirilaren/apirilak maiatza/maiatzaren/maiatzak ekaina/ekainaren/ekainak uztaila/uztailaren/uztailak abuztua/abuztuaren/abuztuak iraila/irailaren/irailak urria/urriaren/urriak azaroa/azaroaren/azaroak abendua/abenduaren/abenduak
cy ionawr/ion chwefror/chwef mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff awst medi/med hydref/hyd tachwedd/tach rhagfyr/rhag
ga eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair deireadh_fómhair samhain nollaig
sq janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush shtator/shta tetor/tet nëntor/nën dhjetor/dhje
sw januari/jan februari/feb machi/mac aprili/apr mei juni/jun julai/jul agosti/ago septemba/sep oktoba/okt novemba/nov desemba/des
af januarie/jan februarie/feb maart/mrt april/apr mei junie/jun julie/jul augustus/aug september/sept/sep oktober/okt november/nov desember/des
ka იანვარი/იანვარს/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
hy հունվար/հունվարի փետրվար/փետրվարի մարտ/մարտի ապրիլ/ապրիլի մայիս/մայիսի հունիս/հունիսի հուլիս/հուլիսի օգոստոս/օգոստոսի սեպտեմբեր/սեպտեմբերի հոկտեմբեր/հոկտեմբերի նոյեմբեր/նոյեմբերի դեկտեմբեր/դեկտեմբերի
kk қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
am ጃንዩወሪ/ጃንዋሪ ፌብሩወሪ/ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር/ኦክተውበር ኖቬምበር ዲሴምበር
"""

# The Solar Hijri months of Persian dates, from Farvardin.
JALALI = "فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند"

WEEKDAYS = """
en monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun
de montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sa/sonnabend sonntag/so
fr lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim
es lunes/lun martes/mar miércoles/mié/mier jueves/jue viernes/vie sábado/sáb domingo/dom
it lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom
pt segunda-feira/segunda/seg terça-feira/terça/ter quarta-feira/quarta/qua quinta-feira/quinta/qui sexta-feira/sexta/sex sábado/sáb domingo/dom
nl maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo
da mandag/man tirsdag/tir onsdag/ons torsdag/tor fredag/fre lørdag/lør søndag/søn
sv måndag/mån tisdag/tis onsdag/ons torsdag/tors/tor fredag/fre lördag/lör söndag/sön
no mandag/man tirsdag/tir onsdag/ons torsdag/tor fredag/fre lørdag/lør søndag/søn
fi maanantai/maanantaina/ma tiistai/tiistaina/ti keskiviikko/keskiviikkona/ke torstai/torstaina/to perjantai/perjantaina/pe lauantai/lauantaina/la sunnuntai/sunnuntaina/su
is mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur
pl poniedziałek/pon/pn wtorek/wt środa/środę/śr czwartek/czw piątek/pt sobota/sobotę/sob niedziela/niedzielę/niedz/nd
cs pondělí/po úterý/út středa/st čtvrtek/čt pátek/pá sobota/so neděle/ne
sk pondelok/po utorok/ut streda/st štvrtok/št piatok/pi sobota/so nedeľa/ne
hu hétfő kedd szerda csütörtök péntek szombat vasárnap
ro luni/lun marți/mar miercuri/mie joi vineri/vin sâmbătă/sâm duminică/dum
bg понеделник/пон вторник/вт сряда/ср четвъртък/чет петък/пет събота/съб неделя/нед
ru понедельник/пн вторник/вт среда/среду/ср четверг/чт пятница/пятницу/пт суббота/субботу/сб воскресенье/вс
uk понеділок/пн вівторок/вт середа/середу/ср четвер/чт п'ятниця/п'ятницю/пт субота/суботу/сб неділя/неділю/нд
el δευτέρα/δευ τρίτη/τρι τετάρτη/τετ πέμπτη/πεμ παρασκευή/παρ σάββατο/σαβ κυριακή/κυρ
tr pazartesi/pzt salı/sal çarşamba/çar perşembe/per cuma/cum cumartesi/cmt pazar/paz
ar الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
fa دوشنبه سه‌شنبه/سه_شنبه چهارشنبه پنجشنبه/پنج‌شنبه جمعه شنبه یکشنبه
ur پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
he שני/יום_שני שלישי/יום_שלישי רביעי/יום_רביעי חמישי/יום_חמישי שישי/יום_שישי שבת/יום_שבת ראשון/יום_ראשון
hi सोमवार/सोम मंगलवार/मंगल बुधवार/बुध गुरुवार/गुरूवार/गुरु शुक्रवार/शुक्र शनिवार/शनि रविवार/रवि
bn সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার
ta திங்கட்கிழமை/திங்கள் செவ்வாய்க்கிழமை/செவ்வாய் புதன்கிழமை/புதன் வியாழக்கிழமை/வியாழன் வெள்ளிக்கிழமை/வெள்ளி சனிக்கிழமை/சனி ஞாயிற்றுக்கிழமை/ஞாயிறு
id senin/sen selasa/sel rabu/rab kamis/kam jumat/jum'at/jum sabtu/sab minggu/min/ahad
ms isnin selasa rabu khamis jumaat sabtu ahad
tl lunes martes miyerkules huwebes biyernes sabado linggo
vi thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật
th วันจันทร์/จันทร์/จ. วันอังคาร/อังคาร/อ. วันพุธ/พุธ/พ. วันพฤหัสบดี/พฤหัสบดี/พฤ. วันศุกร์/ศุกร์/ศ. วันเสาร์/เสาร์/ส. วันอาทิตย์/อาทิตย์/อา.
hr ponedjeljak/pon utorak/uto srijeda/srijedu/sri četvrtak/čet petak/pet subota/subotu/sub nedjelja/nedjelju/ned
sr ponedeljak utorak sreda/sredu četvrtak petak subota nedelja
sr понедељак уторак среда четвртак петак субота недеља
sl ponedeljek torek sreda četrtek petek sobota nedelja
lt pirmadienis/pirmadienį antradienis/antradienį trečiadienis/trečiadienį ketvirtadienis/ketvirtadienį penktadienis/penktadienį šeštadienis/šeštadienį sekmadienis/sekmadienį
lv pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena
et esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
ca dilluns/dl dimarts/dt dimecres/dc dijous/dj divendres/dv dissabte/ds diumenge/dg
sw jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili
af maandag dinsdag woensdag donderdag vrydag saterdag sondag
ja 月曜日/月曜 火曜日/火曜 水曜日/水曜 木曜日/木曜 金曜日/金曜 土曜日/土曜 日曜日/日曜
zh 星期一/礼拜一/周一/週一 星期二/礼拜二/周二/週二 星期三/礼拜三/周三/週三 星期四/礼拜四/周四/週四 星期五/礼拜五/周五/週五 星期六/礼拜六/周六/週六 星期日/星期天/礼拜日/周日/週日
ko 월요일 화요일 수요일 목요일 금요일 토요일 일요일
"""

# Other words of dates: a kind and a value, then the spellings.
# AM/PM; FILL may stand between parts; ORD after a day's number; YEAR beside a year; CLOCK after a time;
# TIME before a time; ERA: the value is added to the year; then the marks of the CJK date, and the part of the day.
OTHER = """
AM 0 am/a.m./a._m./a.m/π.μ./πμ/π.μ/上午/午前/오전/ص/पूर्वाह्न/凌晨/清晨/早上/早晨/sáng
PM 0 pm/p.m./p._m./p.m/μ.μ./μμ/μ.μ/下午/午後/오후/م/अपराह्न/晚上/傍晚/午后/chiều/tối
FILL 0 of/the/on/at/de/del/d/den/der/dem/am/le/el/la/les/il/los/do/da/dia/día/vom/von/na/dnia/dne/dňa/o/a/di/w/z/від/от/в/во/у/tanggal/hari/pada/ngày/ngay/ที่/วันที่/từ/den/på/ved/του/στις/την/τις/den/è/ziua/din/lúc/το/בתאריך/ב/في/ה/يوم/ال/el/als/e/และ/as/à/und/tarihinde/tarihli/ayının
ORD 0 st/nd/rd/th/er/re/ème/º/ª/го/ого/е/й/а/a/o/an/ten/я/г/-го/de/ti/ta/-a/né/ο/η/ής/ος/nd/ste/e/än/ei/ni/jen/ik/ika/ri/dik/én/án/i/et/d/of
YEAR 0 г/год/года/году/р/рік/року/m/metų/d/gada/gads/roku/rok/г.р/годы/año/ano/ano/năm/ปี/พุทธศักราช/ค.ศ./ค.ศ/г/жылғы/ж/ko/eko/yil/yılı/il/წელი/წლის/թ/թվականի/του/godine/god/leta/tahun/år/ročník/සන්/साल/सन/سنة/عام/لسنة/سال/میلادی/م/ел/година/godina/vuonna
ERA -543 พ.ศ./พ.ศ/พศ/b.e.
ERA 1911 民國/民国
ERA 2018 令和
ERA 1988 平成
ERA 1925 昭和
ERA 1911 大正
CLOCK 0 uhr/uur/h/hrs/hours/hs/น./น/ч/ч./час/часов/годин/год/hod/hod./o'clock/óra/órakor/clock/heures/heure/horas/hora/ure/val/δ
TIME 0 um/at/à/kl/klo/kl./a_las/às/as/alle/alle_ore/ore/ora/ore/o/om/ob/u/в/у/о/o_godz/godz/saat/pukul/pkl/jam/lúc/เวลา/στις/plkst/val/kell/a_les/a_la/ur/den/ως/ساعت/الساعة/בשעה/שעה/alle/a/los/la/g/t/klokka/klokken/klockan/d/gegen/stand/kello/sa
MARK_YEAR 0 年/년
MARK_MONTH 0 月/월/tháng/thang
MARK_DAY 0 日/号/號/일
MARK_HOUR 0 時/时/點/点/시/giờ
MARK_MINUTE 0 分/분/phút
MARK_SECOND 0 秒/초
"""

# Minutes east of Greenwich. Names that mean several zones (IST, BST, ET) are known as names but give no zone.
ZONES = """
z 0 utc 0 gmt 0 ut 0
est -300 edt -240 cst -360 cdt -300 mst -420 mdt -360 pst -480 pdt -420 akst -540 akdt -480 hst -600
cet 60 cest 120 mez 60 mesz 120 eet 120 eest 180 wet 0 west 60 msk 180 мск 180 jst 540 kst 540 hkt 480 sgt 480 pht 480 wib 420 wita 480 wit 540
aest 600 aedt 660 acst 570 acdt 630 awst 480 nzst 720 nzdt 780 sast 120 wat 60 eat 180 trt 180 pkt 300 brt -180
et ? ct ? pt ? mt ? bst ? ist ? ast ? gst ? local ? eastern ? pacific ? central ? mountain ? hora_local ? ora_italiana ?
"""

STRIP = [(0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x93C, 0x93C), (0x9BC, 0x9BC)]
SAME = {0x649: 0x64A, 0x6CC: 0x64A, 0x6A9: 0x643, 0x629: 0x647, 0x131: 0x69}


def fold(s):
    out = []
    for ch in s.replace("_", " "):
        if 0xAC00 <= ord(ch) <= 0xD7A3:
            out.append(ch)
            continue
        for c in unicodedata.normalize("NFD", unicodedata.normalize("NFD", ch).casefold()):
            o = ord(c)
            if not any(a <= o <= b for a, b in STRIP):
                out.append(chr(SAME.get(o, o)))
    return "".join(out)


def main():
    rows, languages = {}, []

    def bit(lang):
        if lang not in languages:
            languages.append(lang)
        return languages.index(lang)

    def put(word, kind, value, lang):
        key = (fold(word), kind, value)
        row = rows.setdefault(key, [len(rows), 0])
        if lang:
            row[1] |= 1 << bit(lang)

    for kind, text, count in (("MONTH", MONTHS, 12), ("WEEKDAY", WEEKDAYS, 7)):
        for line in text.split("\n"):
            if not line.strip():
                continue
            lang, *groups = line.split()
            assert len(groups) == count, line
            for i, group in enumerate(groups):
                for word in group.split("/"):
                    put(word, kind, i + 1, lang)
    for i, group in enumerate(JALALI.split()):
        for word in group.split("/"):
            put(word, "JALALI", i + 1, "fa")
    for line in OTHER.strip().split("\n"):
        kind, value, words = line.split(" ", 2)
        for word in words.split("/"):
            put(word, kind, int(value), None)
    z = ZONES.split()
    for name, minutes in zip(z[::2], z[1::2]):
        put(name, "ZONE", 9999 if minutes == "?" else int(minutes), None)

    print("/* Made by core/news/date_names.py: the words of dates, folded, in byte order. */")
    print('#include "news/date.h"\n')
    print("const char *const lede__date_languages[] = {")
    print("    " + ", ".join('"%s"' % l for l in languages) + ", NULL,\n};\n")
    print("const lede__date_name lede__date_names[] = {")
    for (word, kind, value), (order, langs) in sorted(rows.items(), key=lambda r: (r[0][0].encode(), r[1][0])):
        text = word.replace("\\", "\\\\").replace('"', '\\"')
        print('    {"%s", LEDE__DATE_%s, %d, 0x%xull},' % (text, kind, value, langs))
    print("};\n")
    print("const size_t lede__date_name_count = sizeof lede__date_names / sizeof lede__date_names[0];")
    assert len(languages) <= 64


main()
