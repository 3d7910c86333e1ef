/*
 * Abbreviations by language, lower-cased and without their last full stop:
 * common knowledge of editors and typists, gathered by us. Each table is
 * sorted by byte (a test checks that); the letter says what the stop after it
 * means: see abbrev.h.
 */
#include "text/abbrev.h"

#include <string.h>

static const lede__abbrev abbr_any[] = {
    {"a.d", 'M'}, {"a.m", 'M'}, {"al", 'M'}, {"am", 'M'}, {"art", 'N'}, {"arts", 'N'}, {"b.a", 'M'},
    {"b.c", 'M'}, {"bros", 'M'}, {"ca", 'J'}, {"cap", 'N'}, {"cf", 'J'}, {"ch", 'N'}, {"co", 'M'},
    {"corp", 'M'}, {"d.c", 'M'}, {"dept", 'M'}, {"dr", 'J'}, {"e.g", 'J'}, {"e.u", 'M'}, {"ed", 'M'},
    {"eds", 'M'}, {"eq", 'N'}, {"est", 'M'}, {"et.al", 'M'}, {"etc", 'M'}, {"fig", 'N'}, {"figs", 'N'},
    {"ft", 'M'}, {"i.e", 'J'}, {"inc", 'M'}, {"jr", 'M'}, {"l.l.c", 'M'}, {"llc", 'M'}, {"ltd", 'M'},
    {"m.a", 'M'}, {"m.d", 'M'}, {"messrs", 'J'}, {"mmes", 'J'}, {"mr", 'J'}, {"mrs", 'J'}, {"ms", 'J'},
    {"mt", 'J'}, {"mx", 'J'}, {"n.°", 'N'}, {"n.º", 'N'}, {"no", 'N'}, {"nos", 'N'}, {"nr", 'N'}, {"n°", 'N'},
    {"nº", 'N'}, {"p", 'N'}, {"p.m", 'M'}, {"par", 'N'}, {"pg", 'N'}, {"ph.d", 'J'}, {"plc", 'M'}, {"pm", 'M'},
    {"pp", 'N'}, {"prof", 'J'}, {"sec", 'N'}, {"sr", 'M'}, {"st", 'M'}, {"ste", 'J'}, {"tab", 'N'},
    {"u.k", 'M'}, {"u.n", 'M'}, {"u.s", 'M'}, {"u.s.a", 'M'}, {"v.s", 'J'}, {"viz", 'J'}, {"vol", 'N'},
    {"vols", 'N'}, {"vs", 'J'}, {"№", 'N'},
};

static const lede__abbrev abbr_en[] = {
    {"a.k.a", 'J'}, {"adm", 'J'}, {"adml", 'J'}, {"aka", 'J'}, {"ala", 'S'}, {"ald", 'J'}, {"alta", 'S'},
    {"amb", 'J'}, {"app", 'N'}, {"approx", 'M'}, {"appx", 'N'}, {"apr", 'N'}, {"apt", 'N'}, {"ariz", 'S'},
    {"ark", 'S'}, {"ass'n", 'M'}, {"assn", 'M'}, {"assoc", 'J'}, {"asst", 'J'}, {"atty", 'J'}, {"attys", 'J'},
    {"aug", 'N'}, {"av", 'M'}, {"ave", 'S'}, {"avg", 'M'}, {"b.c", 'M'}, {"b.s", 'M'}, {"bhd", 'M'},
    {"bk", 'N'}, {"bldg", 'N'}, {"blvd", 'M'}, {"box", 'N'}, {"brig", 'J'}, {"brig.gen", 'J'}, {"c.t", 'M'},
    {"c/o", 'J'}, {"cal", 'S'}, {"calif", 'S'}, {"capt", 'J'}, {"cent", 'M'}, {"chap", 'N'}, {"cit", 'N'},
    {"cl", 'N'}, {"cllr", 'J'}, {"cm", 'M'}, {"cmdr", 'J'}, {"cmdt", 'J'}, {"col", 'J'}, {"colo", 'S'},
    {"comdr", 'J'}, {"conn", 'S'}, {"const", 'J'}, {"cont", 'M'}, {"cos", 'M'}, {"cpl", 'J'}, {"d-calif", 'J'},
    {"d-n.y", 'J'}, {"d.d.s", 'M'}, {"dec", 'N'}, {"del", 'S'}, {"dep't", 'M'}, {"dept", 'M'}, {"depts", 'M'},
    {"det", 'J'}, {"dets", 'J'}, {"dist", 'J'}, {"div", 'M'}, {"dob", 'M'}, {"drs", 'J'}, {"e.t", 'M'},
    {"ed", 'N'}, {"ens", 'J'}, {"esp", 'J'}, {"esq", 'M'}, {"est", 'M'}, {"excl", 'J'}, {"exh", 'N'},
    {"ext", 'N'}, {"fax", 'M'}, {"feb", 'N'}, {"fed", 'M'}, {"fla", 'S'}, {"flt", 'N'}, {"fr", 'J'},
    {"fri", 'N'}, {"ft", 'M'}, {"g.m.t", 'M'}, {"ga", 'S'}, {"gen", 'J'}, {"gmbh", 'M'}, {"gov", 'J'},
    {"gov't", 'M'}, {"govt", 'M'}, {"hon", 'J'}, {"hons", 'J'}, {"hr", 'M'}, {"hrs", 'M'}, {"hwy", 'M'},
    {"i.a", 'J'}, {"ill", 'S'}, {"in", 'S'}, {"incl", 'J'}, {"ind", 'S'}, {"insp", 'J'}, {"int'l", 'M'},
    {"intl", 'M'}, {"j.d", 'M'}, {"jan", 'N'}, {"jul", 'N'}, {"jun", 'N'}, {"kan", 'S'}, {"kans", 'S'},
    {"kg", 'M'}, {"km", 'M'}, {"kph", 'M'}, {"ky", 'S'}, {"l.a", 'M'}, {"la", 'S'}, {"lb", 'M'}, {"lbs", 'M'},
    {"lieut", 'J'}, {"ln", 'M'}, {"loc.cit", 'J'}, {"lot", 'N'}, {"lt", 'J'}, {"lt.cmdr", 'J'}, {"lt.col", 'J'},
    {"lt.gen", 'J'}, {"m.b.a", 'M'}, {"m.p", 'M'}, {"m.p.h", 'M'}, {"m.s", 'M'}, {"maj", 'J'}, {"maj.gen", 'J'},
    {"man", 'S'}, {"mar", 'N'}, {"mass", 'S'}, {"max", 'M'}, {"md", 'S'}, {"mdm", 'J'}, {"messrs", 'J'},
    {"mfg", 'M'}, {"mgr", 'J'}, {"mi", 'M'}, {"mich", 'S'}, {"min", 'M'}, {"minn", 'S'}, {"mins", 'M'},
    {"misc", 'M'}, {"miss", 'S'}, {"mk", 'N'}, {"mlle", 'J'}, {"mm", 'M'}, {"mme", 'J'}, {"mo", 'S'},
    {"mon", 'N'}, {"mont", 'S'}, {"mos", 'M'}, {"mph", 'M'}, {"msgr", 'J'}, {"mssrs", 'J'}, {"n.b", 'M'},
    {"n.c", 'M'}, {"n.d", 'M'}, {"n.h", 'M'}, {"n.j", 'M'}, {"n.m", 'M'}, {"n.s", 'M'}, {"n.y", 'M'},
    {"n.y.c", 'M'}, {"natl", 'M'}, {"neb", 'S'}, {"nebr", 'S'}, {"nev", 'S'}, {"no.s", 'M'}, {"nov", 'N'},
    {"nsw", 'M'}, {"oct", 'N'}, {"ofc", 'J'}, {"okla", 'S'}, {"ont", 'S'}, {"op", 'N'}, {"op.cit", 'J'},
    {"ore", 'S'}, {"oreg", 'S'}, {"orig", 'M'}, {"oz", 'M'}, {"p.e.i", 'M'}, {"p.o", 'M'}, {"p.r", 'M'},
    {"p.s", 'J'}, {"p.t", 'M'}, {"pa", 'S'}, {"para", 'N'}, {"penn", 'S'}, {"penna", 'S'}, {"pfc", 'J'},
    {"ph.d", 'M'}, {"pkwy", 'M'}, {"pl", 'M'}, {"pop", 'M'}, {"pres", 'J'}, {"profs", 'J'}, {"pt", 'N'},
    {"pte", 'J'}, {"pts", 'N'}, {"pty", 'M'}, {"pvt", 'J'}, {"pvte", 'J'}, {"q.v", 'J'}, {"qld", 'S'},
    {"que", 'S'}, {"r-texas", 'J'}, {"r.i", 'M'}, {"r.n", 'M'}, {"rd", 'M'}, {"rear-adm", 'J'}, {"reg", 'N'},
    {"regs", 'N'}, {"rep", 'J'}, {"repr", 'J'}, {"reps", 'J'}, {"rev", 'J'}, {"revd", 'J'}, {"rm", 'N'},
    {"rt", 'J'}, {"rt.hon", 'J'}, {"rt.rev", 'J'}, {"rte", 'N'}, {"s.c", 'M'}, {"s.d", 'M'}, {"s.f", 'M'},
    {"sask", 'S'}, {"sat", 'N'}, {"sched", 'N'}, {"sec", 'M'}, {"sec-gen", 'J'}, {"secs", 'M'}, {"sect", 'N'},
    {"sen", 'J'}, {"sens", 'J'}, {"sep", 'N'}, {"sept", 'N'}, {"sgt", 'J'}, {"sir", 'J'}, {"spc", 'J'},
    {"sq", 'M'}, {"st", 'M'}, {"stat", 'N'}, {"ste", 'N'}, {"sun", 'N'}, {"supt", 'J'}, {"tas", 'S'},
    {"tel", 'M'}, {"temp", 'M'}, {"tenn", 'S'}, {"tex", 'S'}, {"thu", 'N'}, {"thur", 'N'}, {"thurs", 'N'},
    {"tue", 'N'}, {"tues", 'N'}, {"u.a.e", 'M'}, {"u.s.s.r", 'M'}, {"univ", 'J'}, {"va", 'S'}, {"ver", 'N'},
    {"versus", 'J'}, {"vic", 'S'}, {"vice-adm", 'J'}, {"vs", 'N'}, {"vt", 'S'}, {"w.va", 'M'}, {"wash", 'S'},
    {"wed", 'N'}, {"wis", 'S'}, {"wisc", 'S'}, {"wk", 'M'}, {"wks", 'M'}, {"wyo", 'S'}, {"yd", 'M'},
    {"yds", 'M'}, {"yr", 'M'}, {"yrs", 'M'},
};

static const lede__abbrev abbr_de[] = {
    {"a.a.o", 'J'}, {"a.d", 'J'}, {"a.g", 'M'}, {"a.m", 'J'}, {"abb", 'N'}, {"abs", 'N'}, {"abzgl", 'J'},
    {"ag", 'M'}, {"allg", 'J'}, {"altgr", 'J'}, {"amerik", 'J'}, {"anm", 'N'}, {"apr", 'M'}, {"arab", 'J'},
    {"art", 'N'}, {"aufl", 'N'}, {"aug", 'M'}, {"ausschl", 'J'}, {"b", 'J'}, {"bd", 'N'}, {"bde", 'N'},
    {"bes", 'J'}, {"betr", 'J'}, {"bez", 'J'}, {"bl", 'N'}, {"bspw", 'J'}, {"bt", 'M'}, {"bzw", 'J'},
    {"ca", 'J'}, {"chin", 'J'}, {"circa", 'J'}, {"co", 'M'}, {"d.h", 'J'}, {"dez", 'M'}, {"dgl", 'J'},
    {"di", 'M'}, {"dipl", 'J'}, {"dipl.-ing", 'J'}, {"dr.h.c", 'M'}, {"dt", 'J'}, {"dtsch", 'J'}, {"e.h", 'J'},
    {"e.u", 'M'}, {"e.v", 'M'}, {"ehem", 'J'}, {"eigtl", 'J'}, {"einschl", 'J'}, {"engl", 'J'}, {"entspr", 'J'},
    {"etc", 'M'}, {"europ", 'J'}, {"ev", 'J'}, {"evang", 'J'}, {"evtl", 'J'}, {"exkl", 'J'}, {"f", 'M'},
    {"feb", 'M'}, {"febr", 'M'}, {"ff", 'M'}, {"fr", 'J'}, {"franz", 'J'}, {"frl", 'J'}, {"frz", 'J'},
    {"geb", 'J'}, {"gem", 'J'}, {"gen", 'J'}, {"gest", 'J'}, {"ggf", 'J'}, {"gmbh", 'M'}, {"griech", 'J'},
    {"h.c", 'J'}, {"hl", 'J'}, {"hptm", 'J'}, {"hr", 'J'}, {"hrn", 'J'}, {"hrsg", 'N'}, {"i.a", 'J'},
    {"i.b", 'J'}, {"i.d", 'J'}, {"i.d.r", 'J'}, {"i.d.s", 'J'}, {"i.v", 'J'}, {"inc", 'M'}, {"ing", 'J'},
    {"inkl", 'J'}, {"insb", 'J'}, {"insbes", 'J'}, {"ital", 'J'}, {"jan", 'M'}, {"jap", 'J'}, {"jg", 'N'},
    {"jh", 'M'}, {"jhd", 'M'}, {"jhdt", 'M'}, {"jr", 'M'}, {"jul", 'M'}, {"jun", 'M'}, {"jur", 'J'},
    {"jüd", 'J'}, {"kap", 'N'}, {"kath", 'J'}, {"kg", 'M'}, {"kgl", 'J'}, {"königl", 'J'}, {"lat", 'J'},
    {"lit", 'N'}, {"lt", 'J'}, {"ltn", 'J'}, {"m.e", 'J'}, {"m/s", 'M'}, {"maj", 'J'}, {"max", 'J'},
    {"med", 'J'}, {"mi", 'M'}, {"mill", 'M'}, {"min", 'M'}, {"mind", 'J'}, {"mio", 'J'}, {"mo", 'M'},
    {"mrd", 'J'}, {"mär", 'M'}, {"n.chr", 'M'}, {"n.u.z", 'M'}, {"nachm", 'J'}, {"nat", 'J'}, {"norddt", 'J'},
    {"nov", 'M'}, {"nr", 'N'}, {"nrn", 'N'}, {"nördl", 'J'}, {"o.dgl", 'M'}, {"o.g", 'J'}, {"o.ä", 'J'},
    {"oberst", 'J'}, {"okt", 'M'}, {"par", 'N'}, {"phil", 'J'}, {"pl", 'M'}, {"pol", 'J'}, {"poln", 'J'},
    {"prof", 'J'}, {"präs", 'J'}, {"rdnr", 'N'}, {"rer", 'J'}, {"rn", 'N'}, {"russ", 'J'}, {"röm", 'J'},
    {"s", 'N'}, {"s.o", 'J'}, {"s.u", 'J'}, {"sa", 'M'}, {"schweiz", 'J'}, {"sek", 'M'}, {"sen", 'M'},
    {"sep", 'M'}, {"sept", 'M'}, {"sog", 'J'}, {"sogen", 'J'}, {"sp", 'N'}, {"span", 'J'}, {"st", 'J'},
    {"std", 'M'}, {"str", 'M'}, {"süddt", 'J'}, {"südl", 'J'}, {"tel", 'M'}, {"theol", 'J'}, {"tschech", 'J'},
    {"tsd", 'J'}, {"türk", 'J'}, {"u", 'J'}, {"u.a", 'J'}, {"u.dgl", 'M'}, {"u.s.a", 'M'}, {"u.s.w", 'M'},
    {"u.u", 'J'}, {"u.v.m", 'M'}, {"u.ä", 'J'}, {"ungar", 'J'}, {"urspr", 'J'}, {"usw", 'M'}, {"v.a", 'J'},
    {"v.chr", 'M'}, {"v.u.z", 'M'}, {"verh", 'J'}, {"verst", 'J'}, {"vgl", 'J'}, {"vorm", 'J'}, {"westl", 'J'},
    {"z.b", 'J'}, {"z.hd", 'J'}, {"z.t", 'J'}, {"z.z", 'J'}, {"z.zt", 'J'}, {"ziff", 'N'}, {"zit", 'J'},
    {"zz", 'J'}, {"zzgl", 'J'}, {"§", 'N'}, {"österr", 'J'}, {"östl", 'J'},
};

static const lede__abbrev abbr_fr[] = {
    {"a.s", 'M'}, {"adj", 'J'}, {"al", 'N'}, {"apr", 'J'}, {"art", 'N'}, {"av", 'J'}, {"avr", 'N'}, {"bd", 'J'},
    {"boul", 'J'}, {"c.-à-d", 'J'}, {"cap", 'J'}, {"capt", 'J'}, {"cdt", 'J'}, {"cf", 'J'}, {"chap", 'N'},
    {"cie", 'M'}, {"col", 'J'}, {"coll", 'M'}, {"cpt", 'J'}, {"d.ca", 'J'}, {"dim", 'N'}, {"dr", 'J'},
    {"drs", 'J'}, {"déc", 'N'}, {"env", 'J'}, {"etc", 'M'}, {"ex", 'J'}, {"f", 'N'}, {"fasc", 'N'},
    {"fig", 'J'}, {"fol", 'N'}, {"fév", 'N'}, {"févr", 'N'}, {"gén", 'J'}, {"h", 'M'}, {"j.-c", 'M'},
    {"janv", 'N'}, {"jeu", 'N'}, {"juil", 'N'}, {"lt", 'J'}, {"lun", 'N'}, {"m", 'J'}, {"mar", 'N'},
    {"me", 'J'}, {"mer", 'N'}, {"mes", 'J'}, {"mgr", 'J'}, {"min", 'M'}, {"mlle", 'J'}, {"mlles", 'J'},
    {"mm", 'J'}, {"mme", 'J'}, {"mmes", 'J'}, {"n", 'N'}, {"n.b", 'J'}, {"nb", 'J'}, {"no", 'N'}, {"nos", 'N'},
    {"nov", 'N'}, {"n°", 'N'}, {"o.n.u", 'M'}, {"oct", 'N'}, {"p", 'N'}, {"p.ex", 'J'}, {"pp", 'N'},
    {"pr", 'J'}, {"prs", 'J'}, {"r.-u", 'M'}, {"r.p", 'J'}, {"réf", 'J'}, {"s.a", 'M'}, {"s.a.r", 'J'},
    {"s.a.r.l", 'M'}, {"s.e", 'J'}, {"s.m", 'J'}, {"s.n.c.f", 'M'}, {"sam", 'N'}, {"sec", 'M'}, {"sept", 'N'},
    {"sgt", 'J'}, {"ss", 'J'}, {"st", 'J'}, {"ste", 'J'}, {"sté", 'M'}, {"t", 'N'}, {"tél", 'J'}, {"u.e", 'M'},
    {"u.s.a", 'M'}, {"ven", 'N'}, {"vol", 'N'}, {"vve", 'J'}, {"é.-u", 'M'}, {"éd", 'M'},
};

static const lede__abbrev abbr_es[] = {
    {"a.c", 'M'}, {"a.d", 'J'}, {"a.e.c", 'M'}, {"a.m", 'M'}, {"abr", 'N'}, {"admon", 'J'}, {"ago", 'N'},
    {"alm", 'J'}, {"aprox", 'J'}, {"arq", 'J'}, {"art", 'N'}, {"arts", 'N'}, {"atte", 'J'}, {"av", 'J'},
    {"avd", 'J'}, {"avda", 'J'}, {"c.p", 'M'}, {"c/", 'J'}, {"cap", 'N'}, {"caps", 'N'}, {"cf", 'J'},
    {"cia", 'M'}, {"cmdte", 'J'}, {"cnel", 'J'}, {"ctra", 'J'}, {"cía", 'M'}, {"d", 'J'}, {"d.c", 'M'},
    {"d.f", 'M'}, {"depto", 'J'}, {"dic", 'N'}, {"dir", 'J'}, {"don", 'J'}, {"dpto", 'J'}, {"dr", 'J'},
    {"dra", 'J'}, {"dras", 'J'}, {"drs", 'J'}, {"dª", 'J'}, {"dña", 'J'}, {"e.u", 'M'}, {"ed", 'N'},
    {"ee", 'M'}, {"ee.uu", 'M'}, {"ej", 'J'}, {"ene", 'N'}, {"etc", 'M'}, {"excma", 'J'}, {"excmo", 'J'},
    {"fdo", 'J'}, {"feb", 'N'}, {"ff.aa", 'M'}, {"ffaa", 'M'}, {"fig", 'N'}, {"fr", 'J'}, {"fray", 'J'},
    {"gnral", 'J'}, {"gob", 'J'}, {"gral", 'J'}, {"hna", 'J'}, {"hno", 'J'}, {"ilma", 'J'}, {"ilmo", 'J'},
    {"ing", 'J'}, {"jj", 'J'}, {"jr", 'M'}, {"jul", 'N'}, {"jun", 'N'}, {"kg", 'M'}, {"km", 'M'}, {"lic", 'J'},
    {"licda", 'J'}, {"mar", 'N'}, {"may", 'N'}, {"min", 'M'}, {"mons", 'J'}, {"n.e", 'M'}, {"n.º", 'N'},
    {"no", 'N'}, {"nov", 'N'}, {"ntra", 'J'}, {"ntro", 'J'}, {"nº", 'N'}, {"núm", 'N'}, {"oct", 'N'},
    {"p", 'N'}, {"p.ej", 'J'}, {"p.m", 'M'}, {"pag", 'N'}, {"pags", 'N'}, {"pdta", 'J'}, {"pdte", 'J'},
    {"plza", 'J'}, {"pp", 'N'}, {"pp.ee", 'J'}, {"prof", 'J'}, {"profa", 'J'}, {"profs", 'J'}, {"prov", 'J'},
    {"pza", 'J'}, {"pág", 'N'}, {"págs", 'N'}, {"r.d", 'M'}, {"rdo", 'J'}, {"rr", 'J'}, {"rvdo", 'J'},
    {"s.a", 'M'}, {"s.a.s", 'M'}, {"s.l", 'M'}, {"s.m", 'M'}, {"s.r.l", 'M'}, {"sec", 'J'}, {"seg", 'M'},
    {"sept", 'N'}, {"set", 'N'}, {"sgt", 'J'}, {"sgto", 'J'}, {"sr", 'J'}, {"sra", 'J'}, {"sras", 'J'},
    {"sres", 'J'}, {"srta", 'J'}, {"srtas", 'J'}, {"sta", 'J'}, {"sto", 'J'}, {"t", 'N'}, {"tel", 'J'},
    {"telf", 'J'}, {"tfno", 'J'}, {"tomo", 'N'}, {"tte", 'J'}, {"u.e", 'M'}, {"ud", 'J'}, {"uds", 'J'},
    {"uu", 'M'}, {"vd", 'J'}, {"vds", 'J'}, {"vid", 'J'}, {"vol", 'N'}, {"vols", 'N'},
};

static const lede__abbrev abbr_it[] = {
    {"a.c", 'M'}, {"ago", 'N'}, {"apr", 'N'}, {"arch", 'J'}, {"art", 'N'}, {"avv", 'J'}, {"brig", 'J'},
    {"c.so", 'J'}, {"ca", 'J'}, {"cap", 'N'}, {"cav", 'J'}, {"cf", 'J'}, {"cfr", 'J'}, {"co", 'N'},
    {"col", 'J'}, {"comm", 'J'}, {"d.c", 'M'}, {"dic", 'N'}, {"don", 'J'}, {"dott", 'J'}, {"dott.ssa", 'J'},
    {"dr", 'J'}, {"dr.ssa", 'J'}, {"ecc", 'M'}, {"ecc.mo", 'J'}, {"ed", 'J'}, {"egr", 'J'}, {"es", 'J'},
    {"etc", 'M'}, {"feb", 'N'}, {"fig", 'N'}, {"fra", 'J'}, {"gen", 'N'}, {"gent.ma", 'J'}, {"gent.mo", 'J'},
    {"geom", 'J'}, {"giu", 'N'}, {"ill.mo", 'J'}, {"jr", 'M'}, {"lug", 'N'}, {"mag", 'N'}, {"magg", 'J'},
    {"mar", 'N'}, {"mons", 'J'}, {"n", 'N'}, {"nn", 'J'}, {"nov", 'N'}, {"nr", 'N'}, {"n°", 'N'}, {"on", 'J'},
    {"onn", 'J'}, {"ott", 'N'}, {"p", 'N'}, {"p.es", 'J'}, {"p.za", 'J'}, {"p.zza", 'J'}, {"pag", 'N'},
    {"par", 'N'}, {"pp", 'N'}, {"prof", 'J'}, {"prof.ssa", 'J'}, {"proff", 'J'}, {"rag", 'J'}, {"rev", 'J'},
    {"rif", 'J'}, {"s", 'J'}, {"s.e", 'J'}, {"s.n.c", 'M'}, {"s.p.a", 'M'}, {"s.r.l", 'M'}, {"seg", 'J'},
    {"segg", 'J'}, {"sen", 'J'}, {"set", 'N'}, {"sett", 'N'}, {"sig", 'J'}, {"sig.na", 'J'}, {"sig.ra", 'J'},
    {"sig.re", 'J'}, {"sigg", 'J'}, {"sigra", 'J'}, {"soc", 'M'}, {"spett", 'J'}, {"ss", 'J'}, {"tav", 'N'},
    {"ten", 'J'}, {"u.e", 'M'}, {"u.s.a", 'M'}, {"v", 'J'}, {"v.le", 'J'}, {"vol", 'N'}, {"vs", 'J'},
};

static const lede__abbrev abbr_pt[] = {
    {"a.c", 'M'}, {"abr", 'N'}, {"adv", 'J'}, {"ago", 'N'}, {"alm", 'J'}, {"aprox", 'J'}, {"arq", 'J'},
    {"art", 'N'}, {"arts", 'N'}, {"av", 'J'}, {"brig", 'J'}, {"cap", 'N'}, {"cel", 'J'}, {"cf", 'J'},
    {"cia", 'M'}, {"d", 'J'}, {"d.c", 'M'}, {"dep", 'J'}, {"des", 'J'}, {"dez", 'N'}, {"dr", 'J'}, {"dra", 'J'},
    {"dras", 'J'}, {"drs", 'J'}, {"dª", 'J'}, {"e.u.a", 'M'}, {"eng", 'J'}, {"engª", 'J'}, {"etc", 'M'},
    {"eua", 'M'}, {"ex", 'J'}, {"exma", 'J'}, {"exmo", 'J'}, {"fev", 'N'}, {"fig", 'N'}, {"fr", 'J'},
    {"gen", 'J'}, {"gov", 'J'}, {"h", 'M'}, {"ilma", 'J'}, {"ilmo", 'J'}, {"inc", 'N'}, {"jan", 'N'},
    {"jr", 'M'}, {"jul", 'N'}, {"jun", 'N'}, {"kg", 'M'}, {"km", 'M'}, {"ltd", 'M'}, {"ltda", 'M'},
    {"mai", 'N'}, {"maj", 'J'}, {"mar", 'N'}, {"min", 'M'}, {"mons", 'J'}, {"n", 'N'}, {"n.º", 'N'},
    {"no", 'N'}, {"nov", 'N'}, {"nº", 'N'}, {"núm", 'N'}, {"out", 'N'}, {"p", 'N'}, {"p.ex", 'J'}, {"pag", 'N'},
    {"pe", 'J'}, {"pp", 'N'}, {"pres", 'J'}, {"proc", 'J'}, {"prof", 'J'}, {"prof.ª", 'J'}, {"profa", 'J'},
    {"profs", 'J'}, {"pág", 'N'}, {"págs", 'N'}, {"pça", 'J'}, {"r", 'J'}, {"rua", 'J'}, {"s", 'J'},
    {"s.a", 'M'}, {"sec", 'J'}, {"set", 'N'}, {"sgt", 'J'}, {"sr", 'J'}, {"sra", 'J'}, {"sras", 'J'},
    {"srs", 'J'}, {"srta", 'J'}, {"sta", 'J'}, {"sto", 'J'}, {"tel", 'N'}, {"ten", 'J'}, {"trav", 'J'},
    {"u.e", 'M'}, {"v", 'J'}, {"vol", 'N'}, {"vs", 'J'},
};

static const lede__abbrev abbr_nl[] = {
    {"a.d.h.v", 'J'}, {"a.u.b", 'J'}, {"afb", 'N'}, {"apr", 'N'}, {"art", 'N'}, {"aug", 'N'}, {"b.v", 'M'},
    {"bd", 'N'}, {"bijv", 'J'}, {"blz", 'N'}, {"bv", 'J'}, {"c.q", 'J'}, {"c.s", 'M'}, {"ca", 'J'}, {"cf", 'J'},
    {"d.w.z", 'J'}, {"dec", 'N'}, {"deel", 'N'}, {"dhr", 'J'}, {"dl", 'N'}, {"dr", 'J'}, {"drs", 'J'},
    {"ds", 'J'}, {"dwz", 'J'}, {"e.a", 'J'}, {"e.d", 'M'}, {"e.v", 'M'}, {"enz", 'M'}, {"etc", 'M'},
    {"evt", 'J'}, {"excl", 'J'}, {"feb", 'N'}, {"febr", 'N'}, {"fig", 'N'}, {"gen", 'J'}, {"h.k.h", 'J'},
    {"h.m", 'J'}, {"hfdst", 'N'}, {"hst", 'N'}, {"i.h.b", 'J'}, {"i.o", 'J'}, {"i.p.v", 'J'}, {"i.s.m", 'J'},
    {"i.v.m", 'J'}, {"incl", 'J'}, {"ing", 'J'}, {"ir", 'J'}, {"jan", 'N'}, {"jhr", 'J'}, {"jl", 'M'},
    {"jr", 'M'}, {"jul", 'N'}, {"jun", 'N'}, {"kap", 'J'}, {"kol", 'J'}, {"lid", 'N'}, {"lt", 'J'},
    {"m.a.w", 'J'}, {"m.b.t", 'J'}, {"m.i.v", 'J'}, {"m.n", 'J'}, {"maj", 'J'}, {"mej", 'J'}, {"mevr", 'J'},
    {"mr", 'J'}, {"mrs", 'J'}, {"mrt", 'N'}, {"mw", 'J'}, {"n.a.v", 'J'}, {"n.c", 'M'}, {"n.chr", 'M'},
    {"n.v", 'M'}, {"n.v.t", 'J'}, {"ned", 'M'}, {"nl", 'J'}, {"nov", 'N'}, {"nr", 'N'}, {"nrs", 'N'},
    {"o.a", 'J'}, {"o.i.d", 'J'}, {"o.l.v", 'J'}, {"okt", 'N'}, {"p", 'N'}, {"p.p", 'J'}, {"par", 'N'},
    {"pp", 'N'}, {"prof", 'J'}, {"resp", 'J'}, {"sep", 'N'}, {"sept", 'N'}, {"sgt", 'J'}, {"sr", 'M'},
    {"st", 'J'}, {"str", 'M'}, {"t.a.v", 'J'}, {"t.b.v", 'J'}, {"t.g.v", 'J'}, {"t.o.v", 'J'}, {"t.w", 'J'},
    {"t/m", 'J'}, {"tel", 'J'}, {"v.a", 'J'}, {"v.c", 'M'}, {"v.chr", 'M'}, {"v.d", 'J'}, {"v/d", 'J'},
    {"vgl", 'J'}, {"vlg", 'J'}, {"vnl", 'J'}, {"vs", 'J'}, {"w.o", 'J'}, {"z.g", 'J'}, {"z.k.h", 'J'},
    {"z.m", 'J'}, {"zg", 'J'}, {"zgn", 'J'}, {"zogen", 'J'},
};

static const lede__abbrev abbr_da[] = {
    {"a/s", 'M'}, {"adj", 'J'}, {"adv", 'J'}, {"afs", 'N'}, {"alm", 'J'}, {"ang", 'J'}, {"angl", 'J'},
    {"apr", 'N'}, {"aps", 'M'}, {"art", 'N'}, {"aug", 'N'}, {"bd", 'N'}, {"bem", 'J'}, {"bet", 'J'},
    {"bl", 'J'}, {"bl.a", 'M'}, {"ca", 'J'}, {"cand", 'J'}, {"cirka", 'J'}, {"co", 'M'}, {"d", 'N'},
    {"d.v.s", 'J'}, {"dec", 'N'}, {"dr", 'J'}, {"dvs", 'J'}, {"e.kr", 'M'}, {"e.u", 'M'}, {"eks", 'J'},
    {"ekskl", 'J'}, {"eng", 'J'}, {"etc", 'M'}, {"evt", 'J'}, {"f.eks", 'J'}, {"f.kr", 'M'}, {"feb", 'N'},
    {"fhv", 'J'}, {"fig", 'N'}, {"forb", 'J'}, {"fr", 'J'}, {"frk", 'J'}, {"fx", 'J'}, {"ggf", 'J'},
    {"gl", 'J'}, {"hhv", 'J'}, {"hist", 'J'}, {"hr", 'J'}, {"i.f.m", 'J'}, {"i.h.t", 'J'}, {"iflg", 'J'},
    {"ifm", 'J'}, {"indb", 'J'}, {"ing", 'J'}, {"inkl", 'J'}, {"jan", 'N'}, {"jf", 'J'}, {"jr", 'M'},
    {"jul", 'N'}, {"jun", 'N'}, {"jvf", 'J'}, {"jvfr", 'J'}, {"kap", 'N'}, {"kbh", 'J'}, {"kgl", 'J'},
    {"kl", 'N'}, {"kr", 'M'}, {"københ", 'J'}, {"lic", 'J'}, {"m.fl", 'M'}, {"m.h.t", 'J'}, {"m.m", 'M'},
    {"m.v", 'M'}, {"mag", 'J'}, {"maks", 'J'}, {"mar", 'N'}, {"mfl", 'M'}, {"mfl.a", 'J'}, {"mht", 'J'},
    {"mia", 'M'}, {"mio", 'M'}, {"mm", 'M'}, {"mv", 'M'}, {"nov", 'N'}, {"nr", 'N'}, {"nrs", 'N'}, {"nuv", 'J'},
    {"o.a", 'J'}, {"o.l", 'M'}, {"o.m.a", 'M'}, {"o.s.v", 'M'}, {"okt", 'N'}, {"opr", 'J'}, {"osv", 'M'},
    {"overs", 'J'}, {"p", 'N'}, {"p.g.a", 'J'}, {"p.t", 'J'}, {"pct", 'M'}, {"pga", 'J'}, {"pkt", 'N'},
    {"prof", 'J'}, {"pt", 'J'}, {"på.gr", 'J'}, {"pæd", 'J'}, {"rel", 'J'}, {"resp", 'J'}, {"s", 'N'},
    {"s.k", 'J'}, {"sdr", 'J'}, {"sek", 'J'}, {"sep", 'N'}, {"sept", 'N'}, {"skr", 'J'}, {"skt", 'J'},
    {"sml", 'J'}, {"sp", 'J'}, {"sr", 'M'}, {"st", 'J'}, {"stk", 'N'}, {"stud", 'J'}, {"såk", 'J'},
    {"særl", 'J'}, {"tidl", 'J'}, {"tilh", 'J'}, {"tlf", 'J'}, {"u.s.a", 'M'}, {"udg", 'J'}, {"udt", 'J'},
    {"und", 'J'}, {"vedr", 'J'}, {"vejl", 'J'}, {"vha", 'J'}, {"vs", 'J'}, {"§", 'N'}, {"ø.l", 'J'},
    {"ø.å", 'J'},
};

static const lede__abbrev abbr_sv[] = {
    {"ang", 'J'}, {"apr", 'N'}, {"art", 'N'}, {"aug", 'N'}, {"avs", 'J'}, {"bd", 'N'}, {"bl", 'J'},
    {"bl.a", 'J'}, {"ca", 'J'}, {"cirka", 'J'}, {"co", 'M'}, {"d.v.s", 'J'}, {"dec", 'N'}, {"dir", 'J'},
    {"doc", 'J'}, {"dr", 'J'}, {"dvs", 'J'}, {"e.kr", 'M'}, {"e.u", 'M'}, {"ekv", 'J'}, {"enl", 'J'},
    {"etc", 'M'}, {"ev", 'J'}, {"ex", 'J'}, {"exkl", 'J'}, {"f.d", 'J'}, {"f.kr", 'M'}, {"f.n", 'J'},
    {"feb", 'N'}, {"febr", 'N'}, {"fig", 'N'}, {"fil", 'J'}, {"fr", 'J'}, {"fr.o.m", 'J'}, {"följ", 'J'},
    {"förf", 'J'}, {"gen", 'J'}, {"ggr", 'J'}, {"hr", 'J'}, {"i.o.m", 'J'}, {"inkl", 'J'}, {"jan", 'N'},
    {"jfr", 'J'}, {"jmf", 'J'}, {"jr", 'M'}, {"jul", 'N'}, {"jun", 'N'}, {"kand", 'J'}, {"kap", 'N'},
    {"kl", 'N'}, {"kr", 'M'}, {"kungl", 'J'}, {"m.a.o", 'J'}, {"m.fl", 'M'}, {"m.h.t", 'J'}, {"m.m", 'M'},
    {"m.t.p", 'J'}, {"maj", 'N'}, {"mars", 'N'}, {"mdr", 'M'}, {"mfl", 'M'}, {"milj", 'M'}, {"mm", 'M'},
    {"mm.a", 'J'}, {"motsv", 'J'}, {"n.b", 'J'}, {"nov", 'N'}, {"nr", 'N'}, {"o.d", 'M'}, {"o.dyl", 'J'},
    {"o.s.v", 'M'}, {"obs", 'J'}, {"okt", 'N'}, {"osv", 'M'}, {"p", 'N'}, {"p.g.a", 'J'}, {"p.s", 'J'},
    {"pga", 'J'}, {"prof", 'J'}, {"resp", 'J'}, {"s", 'N'}, {"s.a.s", 'J'}, {"s.k", 'J'}, {"s:t", 'J'},
    {"s:ta", 'J'}, {"sep", 'N'}, {"sept", 'N'}, {"sid", 'N'}, {"sr", 'M'}, {"st", 'M'}, {"t.ex", 'J'},
    {"t.o.m", 'J'}, {"t.v", 'J'}, {"tel", 'M'}, {"tillf", 'J'}, {"tr", 'M'}, {"u.a", 'J'}, {"u.s.a", 'M'},
    {"ung", 'J'}, {"vard", 'J'}, {"vs", 'J'}, {"§", 'N'},
};

static const lede__abbrev abbr_nb[] = {
    {"a/s", 'M'}, {"alm", 'J'}, {"ang", 'J'}, {"apr", 'N'}, {"art", 'N'}, {"aug", 'N'}, {"bd", 'N'},
    {"bl", 'J'}, {"bl.a", 'J'}, {"ca", 'J'}, {"cand", 'J'}, {"cirka", 'J'}, {"co", 'M'}, {"d.v.s", 'J'},
    {"des", 'N'}, {"dr", 'J'}, {"dvs", 'J'}, {"e.kr", 'M'}, {"e.u", 'M'}, {"eks", 'J'}, {"ekskl", 'J'},
    {"eng", 'J'}, {"etc", 'M'}, {"ev", 'J'}, {"evt", 'J'}, {"f.eks", 'J'}, {"f.kr", 'M'}, {"f.o.m", 'J'},
    {"feb", 'N'}, {"fhv", 'J'}, {"fig", 'N'}, {"fom", 'J'}, {"forts", 'J'}, {"fr", 'J'}, {"gl", 'J'},
    {"hhv", 'J'}, {"hr", 'J'}, {"i.f.t", 'J'}, {"ifm", 'J'}, {"ift", 'J'}, {"iht", 'J'}, {"inkl", 'J'},
    {"jan", 'N'}, {"jf", 'J'}, {"jfr", 'J'}, {"jr", 'M'}, {"jul", 'N'}, {"jun", 'N'}, {"kap", 'N'},
    {"kapt", 'J'}, {"kgl", 'J'}, {"kl", 'N'}, {"kr", 'M'}, {"kst", 'J'}, {"m.fl", 'M'}, {"m.h.t", 'J'},
    {"m.m", 'M'}, {"m.v", 'M'}, {"mars", 'N'}, {"mfl", 'M'}, {"mfl.a", 'J'}, {"mht", 'J'}, {"mill", 'M'},
    {"mm", 'M'}, {"mrd", 'M'}, {"mv", 'M'}, {"nov", 'N'}, {"nr", 'N'}, {"o.a", 'J'}, {"o.l", 'M'},
    {"o.s.v", 'M'}, {"okt", 'N'}, {"osv", 'M'}, {"p.g.a", 'J'}, {"p.t", 'J'}, {"pga", 'J'}, {"pkt", 'N'},
    {"prof", 'J'}, {"pst", 'M'}, {"pt", 'J'}, {"red", 'J'}, {"resp", 'J'}, {"s", 'N'}, {"s.k", 'J'},
    {"sep", 'N'}, {"sept", 'N'}, {"side", 'N'}, {"sml", 'J'}, {"sr", 'M'}, {"st", 'J'}, {"stud", 'J'},
    {"såk", 'J'}, {"t.o.m", 'J'}, {"tidl", 'J'}, {"tlf", 'M'}, {"tom", 'J'}, {"u.s.a", 'M'}, {"vedr", 'J'},
    {"vs", 'J'}, {"§", 'N'},
};

static const lede__abbrev abbr_fi[] = {
    {"ab", 'M'}, {"art", 'N'}, {"dr", 'J'}, {"e.kr", 'M'}, {"eaa", 'M'}, {"ekr", 'M'}, {"engl", 'J'},
    {"ent", 'J'}, {"esim", 'J'}, {"eversti", 'J'}, {"hra", 'J'}, {"huom", 'J'}, {"j.kr", 'M'}, {"jkr", 'M'},
    {"jms", 'M'}, {"jne", 'M'}, {"k", 'J'}, {"kapt", 'J'}, {"kenr", 'J'}, {"klo", 'M'}, {"ks", 'N'},
    {"kuol", 'J'}, {"lat", 'J'}, {"ltn", 'J'}, {"luku", 'N'}, {"maist", 'J'}, {"maj", 'J'}, {"milj", 'M'},
    {"ml", 'J'}, {"mm", 'M'}, {"mm.a", 'J'}, {"mrd", 'M'}, {"n", 'J'}, {"n.s", 'J'}, {"n:o", 'N'},
    {"noin", 'J'}, {"nro", 'N'}, {"ns", 'J'}, {"nti", 'J'}, {"os", 'J'}, {"oy", 'M'}, {"oyj", 'M'},
    {"pastori", 'J'}, {"pj", 'J'}, {"prof", 'J'}, {"puh", 'M'}, {"ransk", 'J'}, {"ruots", 'J'}, {"rva", 'J'},
    {"s", 'N'}, {"saks", 'J'}, {"ss", 'N'}, {"synt", 'J'}, {"t.s", 'J'}, {"tms", 'M'}, {"toht", 'J'},
    {"tri", 'J'}, {"ts", 'J'}, {"ven", 'J'}, {"vrt", 'J'}, {"vs", 'J'}, {"ylil", 'J'}, {"ym", 'M'},
    {"ym.s", 'J'}, {"yms", 'M'}, {"§", 'N'},
};

static const lede__abbrev abbr_pl[] = {
    {"abp", 'J'}, {"adm", 'J'}, {"al", 'J'}, {"ang", 'J'}, {"art", 'N'}, {"b.r", 'M'}, {"bp", 'J'}, {"br", 'M'},
    {"ca", 'J'}, {"cd", 'J'}, {"cdn", 'J'}, {"dot", 'J'}, {"dr", 'J'}, {"ds", 'J'}, {"dyr", 'J'}, {"dz", 'J'},
    {"etc", 'M'}, {"ew", 'J'}, {"fr", 'J'}, {"gen", 'J'}, {"gm", 'J'}, {"godz", 'N'}, {"gł", 'J'},
    {"głów", 'J'}, {"hab", 'J'}, {"hiszp", 'J'}, {"inż", 'J'}, {"itd", 'M'}, {"itd.p", 'J'}, {"itp", 'M'},
    {"j.w", 'J'}, {"jr", 'M'}, {"jw", 'J'}, {"jęz", 'J'}, {"kard", 'J'}, {"kmdr", 'J'}, {"kpr", 'J'},
    {"kpt", 'J'}, {"ks", 'J'}, {"lek", 'J'}, {"lit", 'J'}, {"lp", 'N'}, {"m.in", 'J'}, {"m.st", 'M'},
    {"med", 'J'}, {"mgr", 'J'}, {"min", 'J'}, {"mjr", 'J'}, {"mld", 'J'}, {"mln", 'J'}, {"n.e", 'M'},
    {"n.p", 'J'}, {"niem", 'J'}, {"np", 'J'}, {"nr", 'N'}, {"nry", 'N'}, {"nt", 'J'}, {"o", 'J'}, {"o.o", 'J'},
    {"ob", 'J'}, {"ok", 'J'}, {"oo", 'J'}, {"os", 'J'}, {"p", 'J'}, {"p.n.e", 'M'}, {"par", 'N'}, {"pkt", 'N'},
    {"pl", 'J'}, {"por", 'J'}, {"pow", 'J'}, {"poz", 'N'}, {"pp", 'J'}, {"ppor", 'J'}, {"ppłk", 'J'},
    {"prez", 'J'}, {"prof", 'J'}, {"prof.dr", 'J'}, {"płk", 'J'}, {"r", 'M'}, {"red", 'J'}, {"ros", 'J'},
    {"rozdz", 'N'}, {"ryc", 'N'}, {"rys", 'N'}, {"s", 'N'}, {"s.a", 'M'}, {"sierż", 'J'}, {"sp", 'M'},
    {"spn", 'M'}, {"ss", 'N'}, {"str", 'N'}, {"szer", 'J'}, {"t", 'N'}, {"tab", 'N'}, {"tj", 'J'}, {"tom", 'N'},
    {"tys", 'J'}, {"tzn", 'J'}, {"tzw", 'J'}, {"ub", 'M'}, {"ul", 'J'}, {"ur", 'J'}, {"ust", 'N'}, {"vs", 'J'},
    {"w", 'M'}, {"wg", 'J'}, {"wiek", 'M'}, {"woj", 'J'}, {"ww", 'J'}, {"wyd", 'N'}, {"wł", 'J'},
    {"z.o.o", 'M'}, {"zał", 'N'}, {"zm", 'J'}, {"zob", 'J'}, {"zw", 'J'}, {"§", 'N'}, {"łac", 'J'},
    {"ś.p", 'J'}, {"śp", 'J'}, {"św", 'J'},
};

static const lede__abbrev abbr_cs[] = {
    {"a.s", 'M'}, {"aj", 'M'}, {"akad", 'J'}, {"al", 'J'}, {"ap", 'M'}, {"apod", 'M'}, {"apod.t", 'J'},
    {"arch", 'J'}, {"atd", 'M'}, {"bc", 'J'}, {"ca", 'J'}, {"cca", 'J'}, {"csc", 'J'}, {"doc", 'J'},
    {"dr", 'J'}, {"drsc", 'J'}, {"etc", 'M'}, {"gen", 'J'}, {"hl", 'N'}, {"hod", 'M'}, {"ing", 'J'},
    {"ing.arch", 'J'}, {"jr", 'M'}, {"judr", 'J'}, {"kap", 'N'}, {"kpt", 'J'}, {"kč", 'M'}, {"m.j", 'J'},
    {"mgr", 'J'}, {"mil", 'M'}, {"min", 'M'}, {"mj", 'J'}, {"mjr", 'J'}, {"ml", 'M'}, {"mld", 'M'},
    {"mudr", 'J'}, {"n.l", 'M'}, {"napr", 'J'}, {"např", 'J'}, {"npor", 'J'}, {"nám", 'J'}, {"obr", 'N'},
    {"odst", 'N'}, {"okr", 'J'}, {"p", 'J'}, {"p.n.l", 'M'}, {"paeddr", 'J'}, {"phdr", 'J'}, {"plk", 'J'},
    {"popř", 'J'}, {"por", 'J'}, {"pplk", 'J'}, {"prof", 'J'}, {"pí", 'J'}, {"písm", 'N'}, {"př.n.l", 'M'},
    {"příp", 'J'}, {"r", 'M'}, {"resp", 'J'}, {"rndr", 'J'}, {"roč", 'N'}, {"s", 'N'}, {"s.r.o", 'M'},
    {"sl", 'J'}, {"spol", 'M'}, {"st", 'M'}, {"stol", 'M'}, {"str", 'N'}, {"sv", 'N'}, {"sv.p", 'J'},
    {"tab", 'N'}, {"thdr", 'J'}, {"tis", 'M'}, {"tj", 'J'}, {"tzn", 'J'}, {"tzv", 'J'}, {"tř", 'J'},
    {"ul", 'J'}, {"v.o.s", 'M'}, {"viz", 'J'}, {"vs", 'J'}, {"zvl", 'J'}, {"§", 'N'}, {"č", 'N'}, {"čl", 'N'},
    {"čís", 'N'},
};

static const lede__abbrev abbr_sk[] = {
    {"a.s", 'M'}, {"apod", 'M'}, {"atď", 'M'}, {"bc", 'J'}, {"ca", 'J'}, {"cca", 'J'}, {"csc", 'J'},
    {"doc", 'J'}, {"dr", 'J'}, {"gen", 'J'}, {"hod", 'M'}, {"ing", 'J'}, {"jr", 'M'}, {"judr", 'J'},
    {"kap", 'N'}, {"kpt", 'J'}, {"mgr", 'J'}, {"mil", 'M'}, {"min", 'M'}, {"mjr", 'J'}, {"mld", 'M'},
    {"mudr", 'J'}, {"n.l", 'M'}, {"napr", 'J'}, {"nám", 'J'}, {"obr", 'N'}, {"ods", 'N'}, {"okr", 'J'},
    {"p", 'J'}, {"phdr", 'J'}, {"plk", 'J'}, {"por", 'J'}, {"pplk", 'J'}, {"pred.n.l", 'M'}, {"prof", 'J'},
    {"príp", 'J'}, {"písm", 'N'}, {"r", 'M'}, {"resp", 'J'}, {"rndr", 'J'}, {"roč", 'N'}, {"s", 'N'},
    {"s.r.o", 'M'}, {"spol", 'M'}, {"stor", 'M'}, {"str", 'N'}, {"sv", 'J'}, {"t.j", 'J'}, {"tab", 'N'},
    {"tis", 'M'}, {"tj", 'J'}, {"tzn", 'J'}, {"tzv", 'J'}, {"ul", 'J'}, {"vs", 'J'}, {"§", 'N'}, {"č", 'N'},
    {"čl", 'N'},
};

static const lede__abbrev abbr_ru[] = {
    {"n", 'N'}, {"p.s", 'M'}, {"абз", 'N'}, {"авг", 'N'}, {"акад", 'J'}, {"англ", 'J'}, {"апр", 'N'},
    {"букв", 'J'}, {"бул", 'J'}, {"в", 'M'}, {"в.д", 'M'}, {"вв", 'M'}, {"вкл", 'J'}, {"вып", 'N'}, {"г", 'M'},
    {"г-да", 'J'}, {"г-жа", 'J'}, {"г-н", 'J'}, {"га", 'M'}, {"гг", 'M'}, {"ген", 'J'}, {"гл", 'N'},
    {"гл.обр", 'J'}, {"гр", 'J'}, {"гр-н", 'J'}, {"греч", 'J'}, {"д", 'J'}, {"дек", 'N'}, {"до.н.э", 'M'},
    {"докт", 'J'}, {"долл", 'M'}, {"доц", 'J'}, {"др", 'M'}, {"евро", 'M'}, {"з.д", 'M'}, {"зав", 'J'},
    {"зам", 'J'}, {"и.т.д", 'M'}, {"и.т.п", 'M'}, {"изд", 'J'}, {"им", 'M'}, {"инж", 'J'}, {"исп", 'J'},
    {"ит", 'J'}, {"июл", 'N'}, {"июн", 'N'}, {"к.м.н", 'J'}, {"канд", 'J'}, {"кап", 'J'}, {"кв", 'M'},
    {"кв.м", 'M'}, {"кг", 'M'}, {"кит", 'J'}, {"км", 'M'}, {"коп", 'M'}, {"корп", 'J'}, {"куб", 'M'},
    {"куб.м", 'M'}, {"л", 'M'}, {"лат", 'J'}, {"лейт", 'J'}, {"м", 'M'}, {"м.п", 'M'}, {"майор", 'J'},
    {"мар", 'N'}, {"мин", 'M'}, {"мл", 'J'}, {"млн", 'M'}, {"млрд", 'M'}, {"мм", 'M'}, {"н.э", 'M'},
    {"наб", 'J'}, {"напр", 'J'}, {"нем", 'J'}, {"ноя", 'N'}, {"нояб", 'N'}, {"о", 'J'}, {"оао", 'M'},
    {"обл", 'J'}, {"ок", 'M'}, {"окт", 'N'}, {"ооо", 'M'}, {"оф", 'J'}, {"п", 'N'}, {"пер", 'J'},
    {"перев", 'J'}, {"пл", 'J'}, {"подполк", 'J'}, {"полк", 'J'}, {"польск", 'J'}, {"пп", 'N'}, {"пр", 'M'},
    {"пред", 'J'}, {"просп", 'J'}, {"проф", 'J'}, {"проч", 'M'}, {"р", 'M'}, {"р-н", 'M'}, {"разд", 'N'},
    {"ред", 'J'}, {"респ", 'J'}, {"рис", 'N'}, {"рожд", 'J'}, {"руб", 'M'}, {"рус", 'J'}, {"с", 'N'},
    {"с.г", 'M'}, {"с.ш", 'M'}, {"св", 'J'}, {"сек", 'M'}, {"секр", 'J'}, {"сен", 'N'}, {"сент", 'N'},
    {"см", 'M'}, {"сокр", 'J'}, {"сост", 'J'}, {"ср", 'J'}, {"ст", 'N'}, {"стр", 'N'}, {"т", 'N'},
    {"т.д", 'M'}, {"т.е", 'J'}, {"т.к", 'J'}, {"т.н", 'J'}, {"т.наз", 'J'}, {"т.о", 'J'}, {"т.п", 'M'},
    {"т.ч", 'M'}, {"табл", 'N'}, {"тел", 'N'}, {"тов", 'J'}, {"трлн", 'M'}, {"тт", 'N'}, {"тыс", 'M'},
    {"укр", 'J'}, {"ул", 'J'}, {"урожд", 'J'}, {"фев", 'N'}, {"февр", 'N'}, {"фр", 'J'}, {"франц", 'J'},
    {"ч", 'M'}, {"час", 'M'}, {"чл", 'J'}, {"чл.-корр", 'J'}, {"ш", 'J'}, {"ю.ш", 'M'}, {"янв", 'N'},
    {"яп", 'J'}, {"№", 'N'},
};

static const lede__abbrev abbr_uk[] = {
    {"акад", 'J'}, {"англ", 'J'}, {"бер", 'N'}, {"буд", 'J'}, {"бул", 'J'}, {"вер", 'N'}, {"вип", 'N'},
    {"вул", 'J'}, {"ген", 'J'}, {"гл", 'N'}, {"год", 'M'}, {"гол", 'J'}, {"грец", 'J'}, {"грн", 'M'},
    {"груд", 'N'}, {"див", 'J'}, {"доц", 'J'}, {"жовт", 'N'}, {"зав", 'J'}, {"заст", 'J'}, {"канд", 'J'},
    {"кап", 'J'}, {"кв", 'J'}, {"квіт", 'N'}, {"кг", 'M'}, {"км", 'M'}, {"коп", 'M'}, {"лат", 'J'},
    {"лейт", 'J'}, {"лип", 'N'}, {"лист", 'N'}, {"лют", 'N'}, {"м", 'J'}, {"м.п", 'M'}, {"млн", 'M'},
    {"млрд", 'M'}, {"мол", 'J'}, {"н.е", 'M'}, {"напр", 'J'}, {"нім", 'J'}, {"о", 'J'}, {"обл", 'J'},
    {"п", 'N'}, {"пан", 'J'}, {"пл", 'J'}, {"полк", 'J'}, {"пор", 'J'}, {"просп", 'J'}, {"проф", 'J'},
    {"підполк", 'J'}, {"р", 'M'}, {"ред", 'J'}, {"респ", 'J'}, {"рис", 'N'}, {"розд", 'N'}, {"рос", 'J'},
    {"рр", 'M'}, {"с", 'N'}, {"св", 'J'}, {"сек", 'M'}, {"серп", 'N'}, {"смт", 'J'}, {"ст", 'M'},
    {"стор", 'N'}, {"січ", 'N'}, {"т", 'N'}, {"т.д", 'M'}, {"т.з", 'J'}, {"т.зв", 'J'}, {"т.п", 'M'},
    {"т.т", 'J'}, {"т.і", 'M'}, {"та.ін", 'M'}, {"табл", 'N'}, {"тел", 'N'}, {"тис", 'M'}, {"тов", 'J'},
    {"трав", 'N'}, {"трлн", 'M'}, {"укр", 'J'}, {"фр", 'J'}, {"хв", 'M'}, {"ч", 'N'}, {"черв", 'N'},
    {"ім", 'J'}, {"ін", 'M'}, {"інж", 'J'}, {"ісп", 'J'}, {"іт", 'J'}, {"№", 'N'},
};

static const lede__abbrev abbr_bg[] = {
    {"акад", 'J'}, {"ал", 'N'}, {"англ", 'J'}, {"арх", 'J'}, {"бул", 'J'}, {"бълг", 'J'}, {"в", 'M'},
    {"вв", 'M'}, {"вж", 'J'}, {"г", 'M'}, {"г-жа", 'J'}, {"г-н", 'J'}, {"гг", 'M'}, {"ген", 'J'}, {"гл", 'N'},
    {"д-р", 'J'}, {"доц", 'J'}, {"др", 'M'}, {"и.др", 'M'}, {"и.т.н", 'M'}, {"им", 'J'}, {"инж", 'J'},
    {"кап", 'J'}, {"кг", 'M'}, {"км", 'M'}, {"лат", 'J'}, {"лв", 'M'}, {"лейт", 'J'}, {"майор", 'J'},
    {"мин", 'M'}, {"млн", 'M'}, {"млрд", 'M'}, {"напр", 'J'}, {"нем", 'J'}, {"пл", 'J'}, {"подп", 'J'},
    {"полк", 'J'}, {"пр", 'M'}, {"пр.хр", 'M'}, {"проф", 'J'}, {"рус", 'J'}, {"с", 'N'}, {"св", 'J'},
    {"сек", 'M'}, {"сл.хр", 'M'}, {"срв", 'J'}, {"ст", 'M'}, {"стр", 'N'}, {"т", 'N'}, {"т.е", 'J'},
    {"т.н", 'M'}, {"т.нар", 'J'}, {"табл", 'N'}, {"тел", 'N'}, {"ул", 'J'}, {"фиг", 'N'}, {"фр", 'J'},
    {"хил", 'M'}, {"чл", 'N'}, {"№", 'N'},
};

static const lede__abbrev abbr_el[] = {
    {"άγ", 'J'}, {"άρθ", 'N'}, {"άρθρ", 'N'}, {"α.ε", 'M'}, {"αγ", 'J'}, {"αναπλ", 'J'}, {"απρ", 'N'},
    {"αρ", 'N'}, {"αριθ", 'N'}, {"αυγ", 'N'}, {"βασ", 'J'}, {"βλ", 'J'}, {"γεν", 'J'}, {"γερ", 'J'},
    {"γραμμ", 'J'}, {"δεκ", 'N'}, {"δηλ", 'J'}, {"δισ", 'M'}, {"δρ", 'J'}, {"ε.ε", 'M'}, {"ε.π.ε", 'M'},
    {"εικ", 'N'}, {"εκ", 'M'}, {"επικ", 'J'}, {"ευρ", 'M'}, {"η.π.α", 'M'}, {"ηπα", 'M'}, {"ιαν", 'N'},
    {"ιουλ", 'N'}, {"ιουν", 'N'}, {"κ", 'J'}, {"κ.ά", 'M'}, {"κ.α", 'M'}, {"κ.λ.π", 'M'}, {"κ.λπ", 'M'},
    {"κ.ο.κ", 'M'}, {"κ.τ.λ", 'M'}, {"κα", 'J'}, {"καθ", 'J'}, {"κες", 'J'}, {"κεφ", 'N'}, {"κκ", 'J'},
    {"κλπ", 'M'}, {"κος", 'J'}, {"κτλ", 'M'}, {"λ.χ", 'J'}, {"λεωφ", 'J'}, {"μ.μ", 'M'}, {"μ.χ", 'M'},
    {"μαΐ", 'N'}, {"μαρ", 'N'}, {"μον", 'J'}, {"ν.δ", 'J'}, {"νοε", 'N'}, {"ο.ε", 'M'}, {"οδ", 'J'},
    {"οκτ", 'N'}, {"π.μ", 'M'}, {"π.χ", 'M'}, {"πίν", 'N'}, {"παρ", 'N'}, {"πρβλ", 'J'}, {"πρωθ", 'J'},
    {"σ", 'N'}, {"σελ", 'N'}, {"σεπ", 'N'}, {"σσ", 'N'}, {"στρ", 'J'}, {"συν", 'J'}, {"τ", 'N'}, {"τ.μ", 'J'},
    {"ταξ", 'J'}, {"τηλ", 'N'}, {"τόμ", 'N'}, {"υπ", 'J'}, {"φεβ", 'N'}, {"φεκ", 'N'}, {"χιλ", 'M'},
    {"χλμ", 'M'}, {"χμ.α", 'J'}, {"ό.π", 'J'},
};

static const lede__abbrev abbr_tr[] = {
    {"a.ş", 'M'}, {"alb", 'J'}, {"alm", 'J'}, {"apt", 'M'}, {"ar", 'J'}, {"av", 'J'}, {"aş", 'M'}, {"bay", 'J'},
    {"bkz", 'J'}, {"bl", 'N'}, {"bn", 'J'}, {"bnb", 'J'}, {"böl", 'N'}, {"c", 'N'}, {"cad", 'M'}, {"cilt", 'N'},
    {"doç", 'J'}, {"dr", 'J'}, {"fr", 'J'}, {"gen", 'M'}, {"hz", 'J'}, {"ing", 'J'}, {"korg", 'J'},
    {"krş", 'J'}, {"lat", 'J'}, {"ltd", 'M'}, {"m.s", 'M'}, {"m.ö", 'M'}, {"mah", 'M'}, {"md", 'N'},
    {"ms", 'M'}, {"mö", 'M'}, {"no", 'N'}, {"no.lu", 'J'}, {"org", 'J'}, {"prof", 'J'}, {"s", 'N'}, {"sf", 'N'},
    {"sn", 'J'}, {"sok", 'M'}, {"st", 'J'}, {"sy", 'N'}, {"tab", 'N'}, {"tel", 'M'}, {"tuğ", 'J'},
    {"tüm", 'J'}, {"tğm", 'J'}, {"vb", 'M'}, {"vb.g", 'J'}, {"vd", 'M'}, {"vs", 'M'}, {"yb", 'J'}, {"yrd", 'J'},
    {"yy", 'J'}, {"yzb", 'J'}, {"örn", 'J'}, {"şek", 'N'}, {"şti", 'M'},
};

static const lede__abbrev abbr_hu[] = {
    {"alez", 'J'}, {"aug", 'M'}, {"bek", 'N'}, {"br", 'J'}, {"bt", 'M'}, {"dec", 'M'}, {"dr", 'J'}, {"em", 'M'},
    {"ezr", 'J'}, {"febr", 'M'}, {"fej", 'N'}, {"gen", 'J'}, {"gr", 'J'}, {"i.e", 'M'}, {"i.sz", 'M'},
    {"id", 'J'}, {"ifj", 'J'}, {"ill", 'J'}, {"ing", 'J'}, {"jan", 'M'}, {"júl", 'M'}, {"jún", 'M'},
    {"kb", 'J'}, {"kft", 'M'}, {"kr", 'N'}, {"krt", 'M'}, {"ld", 'J'}, {"mgr", 'J'}, {"máj", 'M'},
    {"márc", 'M'}, {"nov", 'M'}, {"nyrt", 'M'}, {"o", 'N'}, {"okt", 'M'}, {"old", 'N'}, {"pl", 'J'},
    {"prof", 'J'}, {"rt", 'M'}, {"st", 'J'}, {"stb", 'M'}, {"sz", 'N'}, {"szept", 'M'}, {"szt", 'J'},
    {"tbk", 'J'}, {"táb", 'N'}, {"tér", 'M'}, {"u", 'M'}, {"u.n", 'M'}, {"vö", 'J'}, {"zrt", 'M'},
    {"ábra", 'N'}, {"ápr", 'M'}, {"özv", 'J'}, {"ú", 'M'}, {"ún", 'J'}, {"őrn", 'J'},
};

static const lede__abbrev abbr_ro[] = {
    {"acad", 'J'}, {"al", 'J'}, {"alin", 'N'}, {"aprox", 'J'}, {"arh", 'J'}, {"art", 'N'}, {"asist", 'J'},
    {"av", 'J'}, {"bd", 'J'}, {"bld", 'J'}, {"cap", 'N'}, {"cf", 'J'}, {"col", 'J'}, {"com", 'M'},
    {"conf", 'J'}, {"cpt", 'J'}, {"d-l", 'J'}, {"d-na", 'J'}, {"d-ra", 'J'}, {"d.hr", 'M'}, {"dl", 'J'},
    {"dna", 'J'}, {"dr", 'J'}, {"etc", 'M'}, {"ex", 'J'}, {"fig", 'N'}, {"gen", 'J'}, {"ing", 'J'},
    {"jud", 'M'}, {"lect", 'J'}, {"lit", 'N'}, {"lt", 'J'}, {"mil", 'M'}, {"mld", 'M'}, {"mr", 'J'},
    {"mun", 'M'}, {"nr", 'N'}, {"nr.crt", 'J'}, {"p", 'N'}, {"pag", 'N'}, {"pct", 'N'}, {"pr", 'J'},
    {"prof", 'J'}, {"pt", 'J'}, {"s.a", 'M'}, {"s.r.l", 'M'}, {"sf", 'J'}, {"str", 'J'}, {"tab", 'N'},
    {"tel", 'M'}, {"vol", 'N'}, {"î.hr", 'M'}, {"ş.a", 'M'}, {"ș.a", 'M'}, {"ș.a.m.d", 'J'},
};

static const lede__abbrev abbr_hr[] = {
    {"akad", 'J'}, {"boj", 'J'}, {"br", 'N'}, {"br.t", 'J'}, {"ca", 'J'}, {"cca", 'J'}, {"d.d", 'M'},
    {"d.o.o", 'M'}, {"dipl", 'J'}, {"doc", 'J'}, {"dr", 'M'}, {"engl", 'J'}, {"franc", 'J'}, {"g", 'M'},
    {"gen", 'J'}, {"god", 'M'}, {"god.t", 'N'}, {"gosp", 'J'}, {"gđa", 'J'}, {"gđica", 'J'}, {"i.dr", 'M'},
    {"i.dr.t", 'J'}, {"i.sl", 'M'}, {"ing", 'J'}, {"inž", 'J'}, {"itd", 'M'}, {"kg", 'M'}, {"km", 'M'},
    {"kn", 'M'}, {"lat", 'J'}, {"mil", 'M'}, {"min", 'M'}, {"mlrd", 'M'}, {"mr", 'J'}, {"n.e", 'M'},
    {"njem", 'J'}, {"npr", 'J'}, {"odn", 'J'}, {"p.n.e", 'M'}, {"po.kr", 'M'}, {"pogl", 'N'}, {"pr.kr", 'M'},
    {"prof", 'J'}, {"puk", 'J'}, {"r", 'M'}, {"s", 'N'}, {"sek", 'M'}, {"sl", 'M'}, {"sl.o", 'J'}, {"st", 'M'},
    {"str", 'N'}, {"sv", 'N'}, {"tab", 'N'}, {"tal", 'J'}, {"tis", 'M'}, {"tj", 'J'}, {"trg", 'J'},
    {"tzv", 'J'}, {"ul", 'J'}, {"usp", 'J'}, {"v", 'J'}, {"vidi", 'J'}, {"čl", 'N'},
};

static const lede__abbrev abbr_kk[] = {
    {"б", 'N'}, {"ж", 'M'}, {"жж", 'M'}, {"млн", 'M'}, {"млрд", 'M'}, {"мың", 'M'}, {"т.б", 'M'},
    {"т.с.с", 'J'}, {"теңге", 'M'}, {"ғ", 'M'}, {"ғғ", 'M'}, {"№", 'N'},
};

#define TABLE(lang, t) {lang, t, sizeof t / sizeof *t}

static const lede__abbrevs tables[] = {
    TABLE("", abbr_any),
    TABLE("en", abbr_en),
    TABLE("de", abbr_de),
    TABLE("fr", abbr_fr),
    TABLE("es", abbr_es),
    TABLE("it", abbr_it),
    TABLE("pt", abbr_pt),
    TABLE("nl", abbr_nl),
    TABLE("da", abbr_da),
    TABLE("sv", abbr_sv),
    TABLE("nb", abbr_nb),
    TABLE("fi", abbr_fi),
    TABLE("pl", abbr_pl),
    TABLE("cs", abbr_cs),
    TABLE("sk", abbr_sk),
    TABLE("ru", abbr_ru),
    TABLE("uk", abbr_uk),
    TABLE("bg", abbr_bg),
    TABLE("el", abbr_el),
    TABLE("tr", abbr_tr),
    TABLE("hu", abbr_hu),
    TABLE("ro", abbr_ro),
    TABLE("hr", abbr_hr),
    TABLE("kk", abbr_kk),
    TABLE("sr", abbr_hr),
    TABLE("bs", abbr_hr),
    TABLE("sl", abbr_hr),
    TABLE("nn", abbr_nb),
    TABLE("ca", abbr_es),
    TABLE("gl", abbr_pt),
    TABLE("be", abbr_ru),
    TABLE("mk", abbr_bg),
};

const lede__abbrevs *lede__abbrevs_of(const char *language)
{
    size_t i;

    for (i = 1; language && i < sizeof tables / sizeof *tables; i++)
        if (strncmp(language, tables[i].language, 2) == 0)
            return &tables[i];
    return &tables[0];
}
