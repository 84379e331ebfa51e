"""Which language an article is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model import Article
from graph.readers.language import code, language, require_english

SAMPLES = {
    "en": "The ministers of both countries met in Geneva on Thursday and said that they would hold another round of "
    "talks next month, after a week in which each side had accused the other of breaking the agreement.",
    "de": "Die Minister der beiden Länder trafen sich am Donnerstag in Genf und sagten, dass sie im nächsten Monat "
    "wieder verhandeln werden, nachdem sich beide Seiten eine Woche lang beschuldigt hatten.",
    "fr": "Les ministres des deux pays se sont rencontrés jeudi à Genève et ont annoncé qu'ils tiendraient un nouveau "
    "cycle de discussions le mois prochain, après une semaine de tensions entre les deux parties.",
    "es": "Los ministros de los dos países se reunieron el jueves en Ginebra y dijeron que celebrarán otra ronda de "
    "conversaciones el próximo mes, después de una semana en la que las partes se acusaron.",
    "pt": "Os ministros dos dois países reuniram-se na quinta-feira em Genebra e disseram que não vão suspender as "
    "negociações no próximo mês, depois de uma semana em que as partes se acusaram.",
    "it": "I ministri dei due paesi si sono incontrati giovedì a Ginevra e hanno detto che terranno un altro giro di "
    "colloqui il mese prossimo, dopo una settimana in cui le parti si erano accusate.",
    "nl": "De ministers van de twee landen hebben elkaar donderdag in Genève ontmoet en zeiden dat ze volgende maand "
    "weer met elkaar zullen praten, na een week waarin beide kanten het niet eens waren.",
    "sv": "Ministrarna från de två länderna träffades i Genève på torsdagen och sade att de ska hålla nya samtal nästa "
    "månad, efter en vecka då båda sidor har anklagat varandra för att inte hålla avtalet.",
    "pl": "Ministrowie obu krajów spotkali się w czwartek w Genewie i powiedzieli, że w przyszłym miesiącu odbędą się "
    "kolejne rozmowy, po tygodniu, w którym strony oskarżały się o to, że nie przestrzegają umowy.",
    "tr": "İki ülkenin bakanları perşembe günü Cenevre'de bir araya geldi ve gelecek ay yeni bir görüşme için karar "
    "aldı, ancak bu hafta her iki taraf da daha sert açıklamalar yaptı ve bir anlaşma olmadı.",
    "ru": "Министры двух стран встретились в Женеве и договорились о новом раунде переговоров.",
    "uk": "Міністри двох країн зустрілися в Женеві й домовилися про її новий раунд переговорів.",
    "zh": "两国部长周四在日内瓦会晤,并同意下个月举行新一轮会谈。",
    "ja": "両国の閣僚は木曜日にジュネーブで会談し、来月に再び協議することで合意した。",
    "ko": "양국 장관은 목요일 제네바에서 만나 다음 달 새로운 회담을 열기로 합의했다.",
    "ar": "التقى وزيرا البلدين في جنيف يوم الخميس واتفقا على عقد جولة جديدة من المحادثات.",
    "fa": "وزیران دو کشور پنجشنبه در ژنو دیدار کردند و گفتند که گفتگوها ادامه پیدا می‌کند.",
    "hi": "दोनों देशों के मंत्रियों ने गुरुवार को जिनेवा में मुलाकात की।",
}


@pytest.mark.parametrize("expected", SAMPLES)
def test_a_paragraph_is_enough(expected: str) -> None:
    assert language(SAMPLES[expected]) == expected


@pytest.mark.parametrize("text", ["", "Beijing", "Trump calls Xi", "1 2 3 4 5", "abc " * 40])
def test_too_little_says_nothing(text: str) -> None:
    assert language(text) == "und"


def test_foreign_names_do_not_make_a_text_foreign() -> None:
    assert language(SAMPLES["en"] + " 习近平 (Xi Jinping) met Angela von der Leyen de la Cruz in Köln.") == "en"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert language(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("English", "en"), ("en-US", "en"), ("EN_gb", "en"), ("German", "de"), ("deu", "de"), ("tlh", "tlh")],
)
def test_names_of_languages(name: str, expected: str) -> None:
    assert code(name) == expected


@pytest.mark.parametrize(
    "article",
    [
        Article(SAMPLES["en"]),
        Article("Short."),
        Article(SAMPLES["de"], language="en"),
        Article("x", language="English"),
    ],
)
def test_english_passes(article: Article) -> None:
    require_english(article)


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (
            Article(SAMPLES["de"], url="https://example.org/1"),
            "https://example.org/1: is in German (de), only English is read",
        ),
        (Article("Short.", title="T", language="fr"), "T: is in French (fr), only English is read"),
        (Article("Short.", language="tlh"), "is in 'tlh', only English is read"),
    ],
)
def test_other_languages_are_refused_by_name(article: Article, message: str) -> None:
    with pytest.raises(InputError) as caught:
        require_english(article)
    assert str(caught.value).startswith(message)
