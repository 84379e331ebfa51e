"""Which language a text is in: enough to tell a user why an article was not read.

European languages are told apart by the share of their commonest function words, others by their script. A trained
identifier was measured and takes 0.8 s to load and answer once, a fifth of the time that a whole article may take.
"""

from __future__ import annotations

import re
from collections import Counter

from graph.errors import InputError
from graph.model import Article

_WORDS = {
    "en": "the of and to in that is was for on with as by at from it be are has have had not this which were an but "
    "they their he his who will after said its she would been or about more than over into between",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont aux avec ou son "
    "ont cette sa mais été ses leur nous comme elle entre après selon a",
    "es": "de la que el en y a los del se las por un para con no una su al es lo como más o pero sus le ha este sí "
    "porque esta entre cuando muy sin sobre también hasta fue según",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou "
    "quando muito nos já também pelo pela até são foi entre segundo",
    "it": "di e il la che in a per un del è una con non si da i le al dei della sono alla nel ha anche più come gli lo "
    "dal delle ma nella o tra suo dopo stato essere secondo",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit door naar heeft "
    "hij ze wordt over tot werd deze nog kan tegen",
    "sv": "och i att det som en på är av för med den till inte om ett har han men var jag sig från vi så kan när nu "
    "ska säger efter under mot enligt hade de",
    "da": "og i at det som en på er af for med den til ikke om et har han men var sig fra vi så kan når nu skal siger "
    "efter under mod ifølge havde de blev",
    "no": "og i at det som en på er av for med den til ikke om et har han men var seg fra vi så kan når nå skal sier "
    "etter under mot ifølge hadde de ble",
    "fi": "ja on ei että oli se hän mutta ovat myös joka kun mukaan sen kuin jos tai olisi ole tämä hänen vain jo nyt "
    "ne sekä jälkeen vielä",
    "pl": "i w na z do się nie że to jest o jak po od za przez dla są ale ma które oraz tym być już został który tego "
    "także przed roku jego",
    "cs": "a v se na je že s z do o k i to za ve pro by ale po jako od které který si podle není jsou byl jeho už také "
    "při před ještě",
    "hu": "a az és hogy nem is egy volt meg ez csak de már van azt még mint el ki ha szerint vagy után között aki",
    "ro": "de și în a la cu pe nu din că o care pentru un este mai au fost ce să prin sunt după dar lui sau al ale",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra en ne olduğunu ancak ise göre her dedi oldu",
    "id": "yang dan di dengan untuk pada dari ini itu tidak dalam akan oleh adalah juga telah ke sebagai kepada mereka "
    "atau karena bahwa antara",
}
_FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}

# Letters that decide between languages of one script come first.
_SCRIPTS = (
    ("uk", "їєґ", 0.005), ("ru", "\u0400-\u04ff", 0.4),
    ("fa", "پچژگ", 0.02), ("ar", "\u0600-\u06ff", 0.4),
    ("ja", "\u3040-\u30ff", 0.1), ("zh", "\u4e00-\u9fff", 0.4), ("ko", "\uac00-\ud7af\u1100-\u11ff", 0.4),
    ("el", "\u0370-\u03ff", 0.4), ("he", "\u0590-\u05ff", 0.4), ("hi", "\u0900-\u097f", 0.4),
    ("bn", "\u0980-\u09ff", 0.4), ("ta", "\u0b80-\u0bff", 0.4), ("th", "\u0e00-\u0e7f", 0.4),
    ("ka", "\u10a0-\u10ff", 0.4), ("hy", "\u0530-\u058f", 0.4),
)  # fmt: skip

_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_CODES = {name.lower(): code for code, name in _NAMES.items()} | {"eng": "en", "deu": "de", "ger": "de", "fra": "fr"}

_ENOUGH_WORDS = 20
_LEAST_SHARE = 0.1
_LOOKED_AT = 20_000
"""Characters from the start of a text that are looked at."""


def language(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, "und" where too little speaks for any.

    A guess, good for paragraphs: fewer than 20 words in Latin letters are always "und".
    """
    start = text[:_LOOKED_AT]
    letters = sum(map(str.isalpha, start))
    for code, script, share in _SCRIPTS:
        if letters and len(re.findall(f"[{script}]", start)) > share * letters:
            return code
    return _by_words(re.findall(r"[^\W\d_]+", start.lower()))


def _by_words(words: list[str]) -> str:
    if len(words) < _ENOUGH_WORDS:
        return "und"
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in known) / len(words) for code, known in _FUNCTION_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _LEAST_SHARE else "und"


def code(name: str) -> str:
    """The code of a language given as "en", "en-US" or "English"; what is not known comes back in lower case."""
    plain = name.strip().lower()
    first = re.split(r"[-_]", plain)[0]
    return _CODES.get(plain) or _CODES.get(first) or first


def require_english(article: Article, *, where: str = "") -> None:
    """Raise InputError if ``article`` is in another language than English.

    What its source says of its language counts; else a guess does. An article too short to tell is let through.
    """
    found = code(article.language) if article.language else language(article.text)
    if found not in ("en", "und"):
        named = f"{_NAMES[found]} ({found})" if found in _NAMES else repr(found)
        message = f"is in {named}, only English is read"
        hint = "if that is wrong, give its language: en"
        raise InputError(message, where=where or article.url or article.title, hint=hint)
