"""The gazetteer: what names resolve to, who held an office on a day, and faults in the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import OntologyError, UnknownNameError
from ontology.checks import check
from ontology.gazetteer import Gazetteer
from ontology.layers import SHIPPED
from ontology.names import families, fold, local_id, short, surface
from ontology.roles import role_of
from ontology.sources import Fact, build, known_ids, settle
from ontology.tables import COLUMNS
from ontology.terms import Holder, fixed_end, later

DAY = "2025-06-05"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def ids(gazetteer: Gazetteer, text: str, on: str = DAY) -> list[str]:
    return [alias.actor for alias in gazetteer.aliases(text, on)]


def names(gazetteer: Gazetteer, state: str, role: str, on: str) -> list[str]:
    office = gazetteer.office(state, role)
    assert office is not None
    return [gazetteer.entry(holder.person).name for holder in gazetteer.holders(office.id, on)]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Donald Trump", "Trump", "TRUMP", "Trump's", "Trump’s"), "Q22686"),
        (("Xi Jinping", "Xi Jiping", "Xi"), "Q15031"),
        (("Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelensky"), "Q3874799"),
        (("Beijing", "China", "Chinese", "PRC", "P.R.C.", "China’s"), "Q148"),
        (("the White House", "Washington", "U.S.", "US", "U.S", "American", "the United States", "America"), "Q30"),
        (("Kremlin", "the Kremlin", "Moscow", "Russian"), "Q159"),
        (("European Union", "EU", "Brussels", "E.U."), "Q458"),
        (("Britain", "the U.K.", "Downing Street", "London", "British"), "Q145"),
        (("Switzerland", "Swiss", "Bern"), "Q39"),
        (("Geneva",), "Q71"),
        (("Erdogan", "Recep Tayyip Erdogan", "Erdoğan"), "Q39259"),
        (("Kosovo", "Kosovar", "Pristina"), "Q1246"),
        (("Taipei", "Taiwanese"), "Q865"),
        (("United Nations", "UN", "U.N."), "Q1065"),
        (("Burma", "Myanmar"), "Q836"),
    ],
)
def test_names_resolve(gazetteer: Gazetteer, texts: tuple[str, ...], expected: str) -> None:
    for text in texts:
        assert ids(gazetteer, text)[0] == expected, text


@pytest.mark.parametrize(
    "text", ["us", "turkey", "polish", "who", "is", "it", "china", "eu", "chad", "un", "nowhere at all"]
)
def test_letter_case_keeps_words_apart_from_names(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.aliases(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("CNBC", "medium"), ("Fox News", "medium"), ("Reuters", "medium"), ("Hamas", "group"), ("NATO", "organisation"),
     ("Pentagon", "agency"), ("Huawei", "company"), ("Uyghurs", "people"), ("chips", "good"), ("semiconductors", "good"),
     ("rare earths", "good"), ("Rare earths", "good"), ("student visas", "topic"), ("tariffs", "topic"),
     ("South China Sea", "place"), ("IDF", "agency"), ("IAEA", "organisation"), ("Houthi", "group")],
)  # fmt: skip
def test_kinds(gazetteer: Gazetteer, text: str, kind: str) -> None:
    assert {gazetteer.entry(alias.actor).kind for alias in gazetteer.aliases(text, DAY)} == {kind}


def test_state_media(gazetteer: Gazetteer) -> None:
    xinhua = gazetteer.entry(ids(gazetteer, "Xinhua")[0])
    assert (xinhua.kind, xinhua.country, xinhua.state_media) == ("medium", "CHN", True)
    assert not gazetteer.entry(ids(gazetteer, "Reuters")[0]).state_media


def test_several_meanings_are_all_returned(gazetteer: Gazetteer) -> None:
    georgia = {alias.actor: alias.kind for alias in gazetteer.aliases("Georgia")}
    assert georgia["Q230"] == "name"
    assert "ambiguous" in georgia.values()
    beijing = {gazetteer.entry(a.actor).kind: a.kind for a in gazetteer.aliases("Beijing")}
    assert beijing == {"country": "capital", "place": "name"}
    assert {gazetteer.entry(i).country for i in ids(gazetteer, "Congo")} == {"COD", "COG"}


def test_a_surname_depends_on_the_day(gazetteer: Gazetteer) -> None:
    assert [gazetteer.entry(i).name for i in ids(gazetteer, "Bush", "1990-01-01")] == ["George H. W. Bush"]
    assert [gazetteer.entry(i).name for i in ids(gazetteer, "Bush", "2003-03-20")] == ["George W. Bush"]


def test_family_names(gazetteer: Gazetteer) -> None:
    assert [gazetteer.entry(i).name for i in gazetteer.persons("Bessent")] == ["Scott Bessent"]
    assert "Wang Yi" in [gazetteer.entry(i).name for i in gazetteer.persons("Wang's")]
    assert gazetteer.persons("Nobody-of-that-name") == ()


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Ursula von der Leyen", "DEU", ("von der Leyen", "Leyen")),
        ("Xi Jinping", "CHN", ("Xi",)),
        ("Abdel Fattah el-Sisi", "EGY", ("el-Sisi", "Sisi")),
        ("Rodrigo Chaves Robles", "CRI", ("Robles", "Chaves Robles", "Chaves")),
        ("Abiy Ahmed", "ETH", ("Ahmed", "Abiy")),
        ("Charles Q. Brown Jr.", "USA", ("Brown",)),
    ],
)
def test_which_part_is_the_family_name(name: str, country: str, expected: tuple[str, ...]) -> None:
    assert families(name, country) == expected


def test_spelling() -> None:
    assert surface("the U.S.") == surface("U.S") == "US"
    assert fold("Recep Tayyip Erdoğan") == "recep tayyip erdogan"
    assert fold("Al-Qaeda") == fold("al Qaeda")
    assert short("Charles Q. Brown Jr.") == "Charles Brown"
    assert local_id("good", "chips", "") == local_id("good", "chips", "")


# ---------------------------------------------------------------- offices


def test_who_held_an_office(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "USA", "finance_minister", DAY) == ["Scott Bessent"]
    assert names(gazetteer, "USA", "head_of_state", "2025-01-17") == ["Joe Biden"]
    assert names(gazetteer, "USA", "head_of_state", "2025-01-20") == ["Donald Trump"]
    assert names(gazetteer, "GBR", "head_of_government", "2024-07-05") == ["Keir Starmer"]
    assert names(gazetteer, "GBR", "head_of_government", "2024-07-04") == ["Rishi Sunak"]
    assert names(gazetteer, "CHN", "foreign_minister", "2023-03-10") == ["Qin Gang"]
    assert names(gazetteer, "CHN", "foreign_minister", "2025-06-05") == ["Wang Yi"]
    assert names(gazetteer, "CAN", "head_of_government", "2025-03-14") == ["Mark Carney"]
    assert names(gazetteer, "VAT", "head_of_state", "2025-05-08") == ["Leo XIV"]
    assert names(gazetteer, "VAT", "head_of_state", "2025-05-01") == []
    assert names(gazetteer, "Q1065", "chief", DAY) == ["António Guterres"]


def test_an_old_snapshot_is_not_believed_for_ever(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "USA", "head_of_state", "2040-01-01") == []


def test_what_a_person_held(gazetteer: Gazetteer) -> None:
    assert gazetteer.held("Q22686", "2025-01-17") == ()
    ((office, holder),) = gazetteer.held("Q22686", DAY)
    assert (office.state, office.role, holder.start) == ("USA", "head_of_state", "2025-01-20")
    assert len(gazetteer.held("Q22686")) == 2


@pytest.mark.parametrize(
    ("text", "state", "roles"),
    [
        ("Treasury Secretary", "USA", ("finance_minister",)),
        ("secretary of state", "USA", ("foreign_minister",)),
        ("the Foreign Minister", "KEN", ("foreign_minister",)),
        ("president", "IRN", ("head_of_government",)),
        ("president", "FRA", ("head_of_state",)),
        ("chancellor", "GBR", ("finance_minister",)),
        ("chancellor", "DEU", ("head_of_government",)),
        ("secretary-general", "Q7184", ("chief",)),
        ("dogcatcher", "USA", ()),
    ],
)
def test_office_phrases(gazetteer: Gazetteer, text: str, state: str, roles: tuple[str, ...]) -> None:
    assert gazetteer.roles(text, state) == roles


def test_an_office_phrase_may_tell_the_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.states_of("Chancellor of the Exchequer") == (("GBR", "finance_minister"),)


def test_bodies(gazetteer: Gazetteer) -> None:
    body = gazetteer.body("foreign ministry")
    assert body is not None
    assert (body.kind, body.level) == ("agency", "agency")
    government = gazetteer.body_of("government", "KEN")
    assert government is not None
    assert government == gazetteer.country("KEN")
    bank = gazetteer.body_of("central bank", "JPN")
    assert bank is not None
    assert bank.id == ids(gazetteer, "Bank of Japan")[0]
    ministry = gazetteer.body_of("health ministry", "USA")
    assert ministry is not None
    assert ministry.country == "USA"
    assert gazetteer.body_of("foreign ministry", "KEN") == gazetteer.body_of("ministry of foreign affairs", "KEN")


def test_an_unknown_actor_is_said_to_be_one(gazetteer: Gazetteer) -> None:
    assert "Q30" in gazetteer
    with pytest.raises(UnknownNameError):
        gazetteer.entry("Q0")


def test_terms_end_at_their_horizon() -> None:
    term = Holder("o", "p", "2020-05-01", "", "hand", "2024-02-29")
    assert later("2024-02-29", 12) == "2025-02-28"
    assert [term.covers(day) for day in ("2020-04-30", "2020-05-01", "2025-02-27", "2025-02-28")] == [
        False, True, True, False,
    ]  # fmt: skip
    vague = Holder("o", "p", "2009", "2012-03", "hand", "2022-01-01")
    assert [vague.covers(day) for day in ("2009-06-01", "2010-01-01", "2012-02-29", "2012-03-01")] == [
        False, True, True, False,
    ]  # fmt: skip


# ---------------------------------------------------------------- the tables


def test_the_shipped_tables_have_no_fault() -> None:
    assert check() == []


def test_sizes(gazetteer: Gazetteer) -> None:
    kinds = [gazetteer.entry(actor).kind for actor in gazetteer]
    least = {
        "country": 250,
        "organisation": 150,
        "group": 150,
        "agency": 200,
        "medium": 60,
        "place": 300,
        "person": 3000,
    }
    assert {kind: kinds.count(kind) for kind in least if kinds.count(kind) < least[kind]} == {}


def write(folder: Path, **tables: str) -> Path:
    (folder / "hand").mkdir(exist_ok=True)
    for table, text in tables.items():
        lines = [",".join(COLUMNS[table]), *text.split()]
        (folder / "hand" / f"{table}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


SOUND = {
    "actors": "Q1,Q1,country,Utopia,UTO,,,x Q2,Q2,person,Ann,UTO,,,x Q3,Q3,person,Bob,UTO,,,x",
    "offices": ",UTO,head_of_state,President,,",
    "holders": "UTO:head_of_state,Q2,2001-01-01,2005-01-01,x,2010-01-01",
    "aliases": "Utopian,UTO,demonym,,,",
}


def test_a_small_gazetteer(tmp_path: Path) -> None:
    assert check(write(tmp_path, **SOUND)) == []
    gazetteer = Gazetteer.load(tmp_path)
    assert ids(gazetteer, "Utopian", "") == ["Q1"]
    assert gazetteer.version != Gazetteer.load().version


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("actors", "Q1,Q1,country,Again,UTX,,,x", "duplicated id"),
        ("actors", "Q9,Q9,wizard,Merlin,UTO,,,x", "unknown kind"),
        ("actors", "Q9,Q9,place,Town,UTO,2001-02-30,,x", "no date"),
        ("actors", "Q9,Q9,place,Town,UTO,2002,2001,x", "before the start"),
        ("aliases", "Nowhere,Q99,name,,,", "unknown actor"),
        ("aliases", "Utopia,UTO,rumour,,,", "unknown kind of alias"),
        ("aliases", "Utopia,UTO,name,loud,,", "unknown case"),
        ("offices", ",UTO,head_of_state,Chief,,", "duplicated office"),
        ("holders", "UTO:head_of_state,Q3,2004-01-01,,x,2010-01-01", "overlaps the term"),
        ("holders", "UTO:jester,Q3,2006-01-01,,x,2010-01-01", "unknown office"),
        ("holders", "UTO:head_of_state,Q3,2006-01-01,,x,soon", "source_date"),
        ("holders", "UTO:head_of_state,Q3,2006-01-01,x", "columns"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, table: str, row: str, message: str) -> None:
    write(tmp_path, **SOUND | {table: SOUND[table] + " " + row})
    with pytest.raises(OntologyError, match=message) as caught:
        Gazetteer.load(tmp_path)
    assert caught.value.where == f"{tmp_path / 'hand' / table}.csv:{len(SOUND[table].split()) + 2}"
    found = [fault.message for fault in check(tmp_path)]
    assert [message for message in found if "not in order" not in message] == [caught.value.message]


def test_a_user_overrides_what_is_shipped(tmp_path: Path) -> None:
    folder = write(tmp_path, **SOUND)
    user = tmp_path / "user"
    user.mkdir()
    (user / "holders.csv").write_text(
        ",".join(COLUMNS["holders"]) + "\nUTO:head_of_state,Q3,2003-01-01,,me,2009-01-01\n", "utf-8"
    )
    gazetteer = Gazetteer.load(folder, user)
    assert [names(gazetteer, "UTO", "head_of_state", day) for day in ("2002-01-01", "2004-01-01")] == [["Ann"], ["Bob"]]


# ---------------------------------------------------------------- the builder


def fact(person: str, start: str, end: str = "", source_date: str = "2022-07-23") -> Fact:
    return Fact("UTO", "head_of_state", "President", person, person, start, end, "every-politician", source_date)


def test_terms_are_settled() -> None:
    ann, bob, old, new = (
        fact("Q2", "2001"),
        fact("Q3", "2005-01-01"),
        fact("Q4", "2020-01-01"),
        fact("Q5", "2024-01-01", source_date="2025-01-31"),
    )
    ends = {term.who: term.end for term in settle([ann, bob, old, new])}
    assert ends == {"Q2": "2005-01-01", "Q3": "2020-01-01", "Q4": "2022-07-23", "Q5": ""}


@pytest.mark.parametrize(
    ("state", "office", "role"),
    [
        ("FRA", "Minister of Foreign Affairs", "foreign_minister"),
        ("FRA", "Deputy Minister of Foreign Affairs", ""),
        ("FRA", "Minister of Foreign Trade", "trade_minister"),
        ("IRN", "President", "head_of_government"),
        ("USA", "Secretary of State", "foreign_minister"),
        ("POL", "Secretary of State", ""),
        ("GBR", "Chancellor of the Exchequer", "finance_minister"),
        ("IND", "Governor of Goa", ""),
        ("BRA", "President of the Central Bank", "central_banker"),
    ],
)
def test_roles_of_offices(state: str, office: str, role: str) -> None:
    assert role_of(state, office) == role


def sources(folder: Path) -> Path:
    folder.mkdir()
    head = "ISO3166-1-Alpha-3,official_name_en,UNTERM English Short,UNTERM English Formal,CLDR display name,Capital,wikidata_id"
    (folder / "countries.csv").write_text(
        f"{head}\nUTO,Utopia,Utopia,the Republic of Utopia,Utopia,Town,http://x/Q1\n", "utf-8"
    )
    (folder / "territories.json").write_text('[{"nameEn": "Kosovo", "wikidata": "Q1246"}]', "utf-8")
    (folder / "wikipedia_wikidata.tsv").write_text("Town\tTown\tQ5\t2025-03-13\n", "utf-8")
    (folder / "officeholders.csv").write_text(
        "state,country,office,person,wikidata,start,end,source,source_date\n"
        "UTO,Utopia,President,Ann B. Other,Q2,2020-01-01,,peppercat site-build,2025-01-31\n",
        "utf-8",
    )
    return folder


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    facts, target = sources(tmp_path / "sources"), tmp_path / "built"
    assert build(facts, target)["holders"] == 1
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    build(facts, target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    gazetteer = Gazetteer.load(tmp_path)
    assert [gazetteer.entry(i).name for i in ids(gazetteer, "Ann Other", "")] == ["Ann B. Other"]
    assert names(gazetteer, "UTO", "head_of_state", "2024-01-01") == ["Ann B. Other"]
    assert check(tmp_path, known=known_ids(facts)) == []
    assert len(check(tmp_path, known=frozenset({"Q2", "Q1246"}))) == 1


def test_tables_are_sorted() -> None:
    for path in SHIPPED.rglob("*.csv"):
        lines = path.read_text("utf-8").splitlines()
        assert len(set(lines)) == len(lines), path


@pytest.mark.parametrize(
    ("start", "source_date", "years", "end"),
    [("2025-01-20", "2025-06-30", 4, "2029-01-20"), ("2017-05-14", "2025-01-31", 5, "2027-05-14"), ("2003", "2025-01-31", 5, ""), ("1986-01-29", "2025-01-31", 5, "")],
)  # fmt: skip
def test_a_fixed_term_ends_by_law(start: str, source_date: str, years: int, end: str) -> None:
    assert fixed_end(start, source_date, years) == end


def test_a_president_is_known_to_the_end_of_the_fixed_term(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "USA", "head_of_state", "2028-06-01") == ["Donald Trump"]
    assert names(gazetteer, "USA", "head_of_state", "2029-06-01") == []
