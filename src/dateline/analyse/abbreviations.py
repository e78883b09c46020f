"""Words whose full stop does not end a sentence, for languages blingfire was not made for."""

from __future__ import annotations

_SHORT = {
    "en": "mr mrs ms dr prof gen col lt sgt capt sen rep gov rev st vs no jr adm maj cmdr hon pres",
    "es": "sr sra srta dr dra prof gral lic ing av núm pág art ee.uu ee uu d dª excmo sto sta",
    "fr": "m mm mme mlle dr pr me st ste cf art av bd p.-d.g éd",
    "de": (
        "dr prof hr fr st str nr bzw z.b z b u.a d.h d h ca usw vgl inkl ggf abs art bd geb gest"
        " evtl sog allg jan feb mär apr jun jul aug sep sept okt nov dez mio mrd"
    ),
    "uk": "ім вул просп пл м с смт обл р рр ст т.д т.п т.зв тис млн млрд грн див проф акад ген",
    "ru": "им ул просп пл г гг с обл ст т.е т.д т.п т.н тыс млн млрд руб см напр проф акад ген",
    "it": "sig sigg dott dr prof on avv ing art pag",
    "nl": "dhr mevr mr dr prof drs ing ir nr blz bijv o.a d.w.z",
    "pt": "sr sra dr dra prof av art pág núm exmo",
}


def abbreviations(language: str) -> frozenset[str]:
    """Abbreviations of the language (BCP 47), casefolded and without their last full stop."""
    return _SETS.get(language.split("-")[0].lower(), _SETS["en"])


_SETS = {language: frozenset(words.split()) for language, words in _SHORT.items()}
