"""The lexicon says of plain sentences what a reader would say, and its checker finds what is wrong in it.

A sentence stands here as an extractor hands it over: a predicate and the heads of its slots. ``#actor``,
``#person`` and ``#place`` behind a head say what it resolves to.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from graph.errors import UnknownNameError
from ontology.lexicon import FOLDER, FRAME_FILES, Frame, Lexicon, Pos

LEXICON = Lexicon.load()
Slots = dict[str, tuple[str, frozenset[str]]]


def slots_of(text: str) -> Slots:
    """ "subj=Xi#person; with=Putin#person" -> slot: (head, kinds)."""
    found = {}
    for pair in filter(None, text.split("; ")):
        slot, _, filler = pair.partition("=")
        head, *kinds = filler.split("#")
        found[slot] = (head, frozenset("#" + kind for kind in (*kinds, *(["actor"] if "person" in kinds else []))))
    return found


def satisfies(constraint: str, slot: str, slots: Slots) -> bool:
    if slot not in slots:
        return False
    head, kinds = slots[slot][0].lower(), slots[slot][1]
    if constraint.startswith("@"):
        return constraint[1:] in LEXICON.classes_of(head) | LEXICON.classes_of(head.rsplit(" ", 1)[-1])
    return not constraint or constraint in kinds or head in constraint.split("|")


def object_fits(frame: Frame, slots: Slots) -> bool:
    if frame.object == "-":
        return "obj" not in slots
    if frame.object == "#clause":
        return "clause" in slots and "obj" not in slots
    return not frame.object or satisfies(frame.object, "obj", slots)


def fits(frame: Frame, slots: Slots) -> bool:
    beside = not frame.prep or any(satisfies(constraint, slot, slots) for slot, constraint in frame.fillers())
    acting = any(satisfies(constraint, slot, slots) for slot, constraint in frame.actors() if constraint)
    return object_fits(frame, slots) and beside and (acting or not any(c for _, c in frame.actors()))


def reading(pos: Pos, predicate: str, text: str) -> str:
    """relation TYPE/mode > target, of the first frame that fits."""
    slots = slots_of(text)
    for frame in LEXICON.frames(pos, predicate):
        if fits(frame, slots):
            filled = [slot for slot in frame.target if slot in slots]
            target = next((slot for slot in filled if "#actor" in slots[slot][1]), filled[0] if filled else "")
            act = f" {frame.event}/{frame.mode}".rstrip("/").rstrip()
            return frame.relation + act + (f" > {target}" if target else "")
    return "nothing"


# predicate | slots | what it must say
VERBS = """\
call | subj=Trump#person; obj=Xi#person | called CONSULT/phone > obj
call | subj=Trump#person; obj=Xi#person; clause=dictator | criticized ACCUSE/disapprove > obj
call | subj=China#actor; on=US#actor; clause=lift | urged REQUEST > on
call | subj=Egypt#actor; for=ceasefire | urged REQUEST/yield
call | subj=Macron#person; obj=election | contested_election
call | subj=EU#actor; obj=summit | convened CONSULT
call off | subj=Trump#person; obj=meeting; with=Putin#person | cancelled_meeting_with REJECT/meet > with
speak | subj=Trump#person; with=Putin#person; by=phone | spoke_with CONSULT/phone > with
initiate | subj=Trump#person; obj=phone call; with=Xi#person | called CONSULT/phone > with
hold | subj=US#actor; obj=talk; with=Iran#actor | held_talks_with CONSULT > with
hold | subj=US#actor; obj=exercise; with=Japan#actor | exercised_with COOPERATE > with
hold | subj=China#actor; obj=drill; near=Taiwan#actor#place | held_exercise MOBILIZE/troops > near
hold | subj=Ghana#actor; obj=election | contested_election
meet | subj=Modi#person; obj=Macron#person; in=Paris#place | met CONSULT > obj
meet | subj=Iran#actor; obj=deadline | fulfilled
meet | subj=Iran#actor; with=resistance | acted_on
visit | subj=Modi#person; obj=Paris#place | visited CONSULT/visit > obj
pay | subj=Lula#person; obj=visit; to=China#actor#place | visited CONSULT/visit > to
arrive | subj=Blinken#person; in=Israel#actor#place | visited CONSULT/visit > in
arrive | subj=aid; in=Gaza#place | nothing
host | subj=Qatar#actor; obj=talk; between=Israel#actor | mediated_between CONSULT/third-party > between
host | subj=Qatar#actor; obj=world cup | hosted_event
mediate | subj=Egypt#actor; between=Israel#actor | mediated_between CONSULT/third-party > between
agree | subj=India#actor; clause=hold; with=Pakistan#actor | agreed_with AGREE > with
agree | subj=Israel#actor; to=ceasefire; with=Hamas#actor | agreed_to_ceasefire_with CONCEDE > with
reach | subj=US#actor; obj=deal; with=Japan#actor | agreed_with AGREE > with
sign | subj=Kenya#actor; obj=agreement; with=China#actor | signed_agreement_with SUPPORT > with
sign | subj=Trump#person; obj=bill | signed_law
strike | subj=US#actor; obj=deal; with=Japan#actor | agreed_with AGREE > with
strike | subj=India#actor; obj=Pakistan#actor#place | attacked ASSAULT > obj
strike | subj=oil#good; obj=record | acted_on
promise | subj=Kenya#actor; clause=send | promised AGREE
pledge | subj=Canada#actor; obj=aid; to=Ukraine#actor | pledged_aid_to AGREE > to
praise | subj=Modi#person; obj=Putin#person | praised SUPPORT > obj
welcome | subj=UN#actor; obj=agreement; between=Iran#actor | welcomed SUPPORT > between
welcome | subj=Macron#person; obj=Xi#person | hosted CONSULT/visit > obj
thank | subj=Zelenskyy#person; obj=US#actor | thanked SUPPORT > obj
recognise | subj=Spain#actor; obj=Palestine#actor | recognized SUPPORT > obj
recognise | subj=Spain#actor; obj=need | acknowledged
restore | subj=Iran#actor; obj=relation; with=Saudi Arabia#actor | strengthened_ties_with SUPPORT > with
express | subj=Japan#actor; obj=concern; about=China#actor | expressed_concern_about ACCUSE/disapprove > about
express | subj=Japan#actor; obj=condolence; to=Turkey#actor | condoled_with SUPPORT > to
express | subj=Japan#actor; obj=regret; over=incident | apologized_to CONCEDE
apologize | subj=Turkey#actor; to=Russia#actor | apologized_to CONCEDE > to
lift | subj=US#actor; obj=sanction; on=Syria#actor | lifted_sanctions_on CONCEDE > on
lift | subj=China#actor; obj=ban; on=beef | eased_restrictions_on CONCEDE > on
lift | subj=Israel#actor; obj=blockade; of=Gaza#place | lifted_blockade_of RETREAT/access > of
lift | subj=Ecuador#actor; obj=curfew | lifted_curfew_in CONCEDE
lift | subj=win; obj=spirit | acted_on
roll back | subj=US#actor; obj=tariff | rolled_back CONCEDE
cut | subj=US#actor; obj=tariff; on=China#actor | rolled_back CONCEDE > on
cut | subj=Algeria#actor; obj=tie; with=Morocco#actor | cut_ties_with SANCTION/withdraw > with
cut | subj=US#actor; obj=aid; to=Egypt#actor | cut_aid_to SANCTION/discontinue > to
cut | subj=bank; obj=rate | acted_on
suspend | subj=US#actor; obj=talk; with=Iran#actor | walked_out_on SANCTION/withdraw > with
suspend | subj=Germany#actor; obj=delivery; of=weapon; to=Israel#actor | restricted SANCTION/discontinue > of
release | subj=Hamas#actor; obj=hostage | released RETREAT/release > obj
release | subj=UN#actor; obj=report | acted_on
release | subj=Iran#actor; obj=Ratcliffe#person | released RETREAT/release > obj
exchange | subj=Russia#actor; obj=prisoner; with=Ukraine#actor | exchanged_prisoners_with RETREAT/release > with
withdraw | subj=Russia#actor; obj=troop; from=Kherson#place | withdrew_from RETREAT/withdraw > from
withdraw | subj=US#actor; from=agreement | quit SANCTION/withdraw > from
withdraw | subj=US#actor; from=Syria#actor#place | withdrew_from RETREAT/withdraw > from
withdraw | subj=Japan#actor; obj=ambassador; from=Seoul#place | recalled_envoy_from SANCTION/withdraw > from
withdraw | subj=customer; obj=money | acted_on
resign | subj=Hariri#person | resigned RETREAT/resign
step down | subj=Hariri#person; as=minister | resigned RETREAT/resign
send | subj=US#actor; obj=troop; to=Poland#actor#place | deployed_to MOBILIZE/troops > to
send | subj=Poland#actor; obj=aid; to=Ukraine#actor | aided AID > to
send | subj=Germany#actor; obj=tank; to=Ukraine#actor | armed AID > to
send | subj=US#actor; obj=carrier; to=Gulf#place | deployed_to MOBILIZE/troops > to
deploy | subj=France#actor; obj=police; in=Paris#place | deployed_to MOBILIZE/police > in
deploy | subj=Google#actor; obj=technology | nothing
test | subj=Iran#actor; obj=missile | tested_weapon MOBILIZE/weapons
fire | subj=North Korea#actor; obj=missile; into=sea | tested_weapon MOBILIZE/weapons
fire | subj=Russia#actor; obj=missile; at=Kyiv#place | attacked ASSAULT/heavy-weapons > at
fire | subj=Trump#person; obj=Tillerson#person | dismissed > obj
fire | subj=police; obj=tear gas; at=protester | used_force_on_crowd ASSAULT/crowd-control > at
urge | subj=China#actor; obj=US#actor; clause=lift | urged REQUEST/yield > obj
urge | subj=UN#actor; obj=Israel#actor; clause=negotiate | urged REQUEST/meet > obj
urge | subj=UN#actor; obj=restraint | urged REQUEST/yield
demand | subj=Iran#actor; obj=apology; from=Saudi Arabia#actor | demanded REQUEST/yield > from
ask | subj=Iraq#actor; obj=US#actor; for=help | urged REQUEST/assist > obj
ask | subj=CNBC#actor; obj=White House#actor; for=comment | asked_for_comment > obj
request | subj=Ukraine#actor; obj=weapon; from=US#actor | requested REQUEST/assist > from
accuse | subj=US#actor; obj=China#actor; of=delay | accused ACCUSE/allege > obj
blame | subj=Iran#actor; obj=Israel#actor; for=attack | blamed ACCUSE/allege > obj
criticize | subj=China#actor; obj=restriction; obj.owner=US#actor; on=visa | criticized ACCUSE/disapprove > obj.owner
condemn | subj=Iran#actor; obj=strike; obj.owner=Israel#actor | condemned ACCUSE/disapprove > obj.owner
issue | subj=China#actor; obj=complaint; over=warning; over.owner=US#actor | complained_about ACCUSE/disapprove > over.owner
issue | subj=China#actor; obj=statement | said
issue | subj=ICC#actor; obj=arrest warrant; for=Putin#person | issued_warrant_for THREATEN/arrest > for
lash out | subj=Kim#person; at=Seoul#place#actor | criticized ACCUSE/disapprove > at
attack | subj=Trump#person; obj=policy; obj.owner=Biden#person | criticized ACCUSE/disapprove > obj.owner
attack | subj=Russia#actor; obj=Ukraine#actor#place | attacked ASSAULT > obj
attack | subj=government; obj=problem | acted_on
sue | subj=Ghana#actor; obj=Togo#actor | sued ACCUSE/allege > obj
summon | subj=France#actor; obj=ambassador; obj.owner=Italy#actor | summoned ACCUSE/disapprove > obj.owner
investigate | subj=EU#actor; obj=Google#actor | investigated ACCUSE/investigate > obj
reject | subj=Iran#actor; obj=offer; obj.owner=US#actor | rejected REJECT/meet > obj.owner
reject | subj=Israel#actor; obj=ceasefire | rejected REJECT/yield
reject | subj=Moscow#actor; obj=accusation; obj.owner=US#actor | denied > obj.owner
refuse | subj=Hungary#actor; clause=send | refused REJECT/assist
refuse | subj=Iran#actor; clause=negotiate; with=US#actor | refused REJECT/meet > with
refuse | subj=Pentagon#actor; clause=comment | declined_to_comment
dismiss | subj=Erdogan#person; obj=minister | dismissed > obj
cancel | subj=Mexico#actor; obj=visit; to=US#actor | cancelled_meeting_with REJECT/meet > to
postpone | subj=Iran#actor; obj=talk; with=IAEA#actor | postponed_meeting_with REJECT/meet > with
veto | subj=Russia#actor; obj=resolution | vetoed REJECT/yield
threaten | subj=Trump#person; obj=EU#actor; with=tariff | threatened THREATEN/restrict > obj
threaten | subj=Kim#person; clause=attack | threatened THREATEN/violence
threaten | subj=storm; obj=economy | endangered
warn | subj=Russia#actor; obj=NATO#actor; against=deploy | warned THREATEN > obj
warn | subj=UN#actor; of=famine | warned_that
protest | subj=farmer; against=government | protested_against PROTEST/demo > against
gather | subj=protester; in=square | protested_against PROTEST/demo
gather | subj=cloud; in=sky | nothing
storm | subj=protester; obj=embassy; obj.owner=Saudi Arabia#actor | rioted_against PROTEST/riot > obj.owner
strike | subj=worker; over=pay | went_on_strike PROTEST/strike
boycott | subj=opposition; obj=election | boycotted PROTEST/boycott > obj
block | subj=trucker; obj=border crossing; with=Ukraine#actor | blocked_passage PROTEST/obstruct > with
impose | subj=EU#actor; obj=sanction; on=Iran#actor | sanctioned SANCTION/discontinue > on
impose | subj=US#actor; obj=tariff; on=good; on.owner=China#actor | imposed_tariffs_on SANCTION/discontinue > on.owner
impose | subj=Ecuador#actor; obj=curfew | imposed_curfew_on COERCE/curfew
impose | subj=US#actor; obj=restriction; on=visa | restricted SANCTION/discontinue > on
implement | subj=US#actor; obj=chip export restriction | restricted SANCTION/discontinue > obj
restrict | subj=US#actor; obj=chip; to=China#actor | restricted SANCTION/discontinue > obj
raise | subj=China#actor; obj=tariff; on=US#actor | imposed_tariffs_on SANCTION/discontinue > on
raise | subj=Fed#actor; obj=rate | acted_on
raise | subj=Xi#person; obj=question | acted_on
freeze | subj=EU#actor; obj=asset; obj.owner=Russia#actor | sanctioned SANCTION/discontinue > obj.owner
expel | subj=Poland#actor; obj=diplomat; obj.owner=Russia#actor | expelled SANCTION/expel > obj.owner
expel | subj=Niger#actor; obj=journalist | deported COERCE/deport > obj
convict | subj=court; obj=Navalny#person; of=fraud | convicted SANCTION/convict > obj
flee | subj=refugee; obj=Sudan#actor#place | fled_from SANCTION > obj
arrest | subj=police; obj=journalist | arrested COERCE/arrest > obj
arrest | subj=policy; obj=decline | acted_on
seize | subj=Iran#actor; obj=tanker; obj.owner=Greece#actor | seized COERCE/seize > obj.owner
seize | subj=Taliban#actor; obj=Kabul#place | captured COERCE/seize > obj
seize | subj=army#actor; obj=power; in=Niger#place | seized_power_in COERCE
seize | subj=Xi#person; obj=opportunity | acted_on
capture | subj=film; obj=attention | acted_on
capture | subj=Ukraine#actor; obj=soldier; obj.owner=Russia#actor | abducted ASSAULT/abduct > obj.owner
close | subj=Poland#actor; obj=border; with=Belarus#actor | closed_border_with COERCE/restrict > with
shut down | subj=Iran#actor; obj=internet | censored COERCE/censor > obj
ban | subj=India#actor; obj=export; of=rice | restricted SANCTION/discontinue > of
ban | subj=Cuba#actor; obj=protest | banned COERCE/restrict
ban | subj=US#actor; obj=Xi#person; from=enter | denied_entry_to REJECT > obj
declare | subj=Yoon#person; obj=martial law | declared_emergency_in COERCE/martial-law
declare | subj=Israel#actor; obj=war; on=Hamas#actor | fought ASSAULT > on
hack | subj=China#actor; obj=Microsoft#actor | hacked COERCE/cyber > obj
kill | subj=Israel#actor; obj=commander; obj.owner=Hezbollah#actor | killed ASSAULT > obj.owner
kill | subj=Senate#actor; obj=bill | ended
kill | subj=flood; obj=villager; in=Kenya#place | harmed > obj
hit | subj=earthquake; obj=Turkey#actor#place | harmed > obj
beat | subj=Biden#person; obj=Trump#person; in=election | defeated > obj
beat | subj=police; obj=protester | beat ASSAULT/beat > obj
withdraw | subj=Biden#person; from=race | contested_election
end | subj=US#actor; obj=talk; with=Iran#actor | held_talks_with CONSULT > with
open | subj=Kenya#actor; obj=airport | nothing
open | subj=Egypt#actor; obj=border crossing; with=Gaza#place | opened_border_with RETREAT/access > with
pull out | subj=US#actor; of=treaty | quit SANCTION/withdraw > of
walk out | subj=Russia#actor; of=talk; with=Ukraine#actor | walked_out_on SANCTION/withdraw > with
see | subj=analyst#actor; obj=China#actor; as=threat | viewed_as > obj
suspend | subj=Turkey#actor; obj=trade; with=Israel#actor | restricted SANCTION/discontinue > with
leave | subj=UK#actor; obj=EU#actor | quit SANCTION/withdraw > obj
hold | subj=Hamas#actor; obj=hostage | abducted ASSAULT/abduct > obj
impose | subj=Taliban#actor; obj=restriction; on=woman | repressed COERCE/restrict > on
reject | subj=court; obj=appeal | ruled_on
reject | subj=Israel#actor; obj=appeal; from=UN#actor | rejected REJECT > from
provide | subj=US#actor; obj=support; to=Israel#actor | supported SUPPORT > to
take | subj=Russia#actor; obj=position; on=issue | holds_office
rally | subj=stock | nothing
offer | subj=airline; obj=discount | acted_on
intervene | subj=bank; in=market | acted_on
begin | subj=company; obj=operation | acted_on
begin | subj=Israel#actor; obj=offensive; in=Rafah#place | attacked ASSAULT > in
shoot down | subj=Pakistan#actor; obj=jet; obj.owner=India#actor | shot_down ASSAULT > obj.owner
shoot | subj=director; obj=film | acted_on
bomb | subj=Saudi Arabia#actor; obj=airport; in=Yemen#actor#place | bombed ASSAULT/aerial > in
shell | subj=Russia#actor; obj=Kharkiv#place | shelled ASSAULT/heavy-weapons > obj
launch | subj=Israel#actor; obj=airstrike; on=Gaza#place | bombed ASSAULT/aerial > on
launch | subj=Hamas#actor; obj=attack; on=Israel#actor | attacked ASSAULT > on
launch | subj=India#actor; obj=satellite | acted_on
launch | subj=EU#actor; obj=investigation; into=TikTok#actor | investigated ACCUSE/investigate > into
launch | subj=NASA#actor; obj=mission | acted_on
suffer | subj=Kyiv#place; obj=attack; from=Russia#actor | attacked ASSAULT > subj
invade | subj=Iraq#actor; obj=Kuwait#actor#place | invaded ASSAULT > obj
enter | subj=troop; obj=Gaza#place | invaded ASSAULT > obj
enter | subj=Xi#person; obj=room | acted_on
fight | subj=Sudan#actor; obj=corruption | acted_on
fight | subj=Russia#actor; against=Ukraine#actor | fought ASSAULT > against
violate | subj=Russia#actor; obj=airspace; obj.owner=Estonia#actor | violated_airspace_of MOBILIZE/troops > obj.owner
violate | subj=Hamas#actor; obj=ceasefire | violated_ceasefire_with ASSAULT
violate | subj=Iran#actor; obj=resolution | defied REJECT/yield
respond | subj=White House#actor; to=request; to.owner=CNBC#actor | responded_to > to.owner
confirm | subj=China#actor; clause=come | confirmed
tell | subj=Bessent#person; obj=Fox News#actor; clause=require | told > obj
view | subj=China#actor; obj=step; as=retaliatory | viewed_as > obj
preserve | subj=court; obj=framework; obj.owner=Trump#person | preserved > obj.owner
beat | subj=Brazil#actor; obj=Argentina#actor; in=match | defeated > obj
back | subj=Iran#actor; obj=Hezbollah#actor | supported SUPPORT > obj
address | subj=Zelenskyy#person; obj=parliament | acted_on
head | subj=voter; to=poll | contested_election
"""

NOUNS = """\
phone call | owner=Trump#person; with=Xi#person | called CONSULT/phone > with
call | owner=UN#actor; for=ceasefire | urged REQUEST/yield
talk | owner=US#actor; with=Iran#actor | held_talks_with CONSULT > with
visit | owner=Modi#person; to=Paris#place | visited CONSULT/visit > to
restriction | owner=US#actor; on=student visa | restricted SANCTION/discontinue > on
export curb | owner=US#actor | restricted SANCTION/discontinue
warning | owner=US#actor; against=semiconductor | warned_that > against
warning | owner=Russia#actor; to=NATO#actor | warned THREATEN > to
criticism | owner=China#actor; of=US#actor | criticized ACCUSE/disapprove > of
strike | owner=nurse | went_on_strike PROTEST/strike
strike | owner=Israel#actor; in=Gaza#place | attacked ASSAULT > in
killing | of=soldier; by=Hamas#actor | killed ASSAULT > of
invasion | owner=Russia#actor; of=Ukraine#actor | invaded ASSAULT > of
sanction | owner=EU#actor; on=Russia#actor | sanctioned SANCTION/discontinue > on
hunger strike | by=prisoner | went_on_hunger_strike PROTEST/hunger
airstrike | owner=Israel#actor; on=Rafah#place | bombed ASSAULT/aerial > on
prisoner swap | owner=Russia#actor; with=Ukraine#actor | exchanged_prisoners_with RETREAT/release > with
withdrawal | owner=US#actor; from=agreement | quit SANCTION/withdraw > from
withdrawal | owner=US#actor; from=Syria#actor#place | withdrew_from RETREAT/withdraw > from
refusal | owner=Hungary#actor; clause=send | refused REJECT/assist
arrest | of=Imamoglu#person; by=police | arrested COERCE/arrest > of
lifting | of=sanction; on=Syria#actor; by=US#actor | lifted_sanctions_on CONCEDE > on
"""

ADJECTIVES = """\
critical | subj=China#actor; of=move; of.owner=US#actor | criticized ACCUSE/disapprove > of.owner
concerned | subj=Japan#actor; about=China#actor | expressed_concern_about ACCUSE/disapprove > about
open | subj=Iran#actor; to=talk; with=US#actor | offered_talks_to AGREE > with
"""


def cases(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.splitlines()]


@pytest.mark.parametrize(("predicate", "slots", "expected"), cases(VERBS))
def test_verbs(predicate: str, slots: str, expected: str) -> None:
    assert reading("verb", predicate, slots) == expected


@pytest.mark.parametrize(("predicate", "slots", "expected"), cases(NOUNS))
def test_nouns(predicate: str, slots: str, expected: str) -> None:
    assert reading("noun", predicate, slots) == expected


@pytest.mark.parametrize(("predicate", "slots", "expected"), cases(ADJECTIVES))
def test_adjectives(predicate: str, slots: str, expected: str) -> None:
    assert reading("adj", predicate, slots) == expected


def test_the_shipped_tables_have_no_fault() -> None:
    assert [str(fault) for fault in Lexicon.check()] == []


def test_tables_repeat_no_line_and_have_clean_edges() -> None:
    for path in FOLDER.glob("*.csv"):
        lines = path.read_text("utf-8").splitlines()
        assert len(set(lines)) == len(lines), path
        assert not [line for line in lines if line != line.strip() or "\t" in line], path


def test_there_are_frames_enough() -> None:
    assert sum(len(LEXICON.frames(pos, word)) for pos in FRAME_FILES for word in LEXICON.predicates(pos)) >= 2500


def test_every_mode_has_a_frame() -> None:
    frames = [f for pos in FRAME_FILES for word in LEXICON.predicates(pos) for f in LEXICON.frames(pos, word)]
    used = {(frame.event, frame.mode) for frame in frames}
    modes = {tuple(line.split(",")[:2]) for line in (FOLDER / "plover.csv").read_text("utf-8").splitlines()[1:]}
    assert modes - used <= {("ACCUSE", ""), ("PROTEST", "")}


def test_loads_in_a_tenth_of_a_second() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        Lexicon.load(FOLDER)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.1


def test_the_more_demanding_frame_comes_first() -> None:
    objects = [frame.object for frame in LEXICON.frames("verb", "kill") if frame.actor == ("subj",)]
    assert objects.index("@victim") < objects.index("#actor")
    assert any("bill" in words.split("|") for words in objects[: objects.index("@victim")])


def test_a_cell_with_several_constraints_gives_a_frame_each(tmp_path: Path) -> None:
    lexicon = changed(tmp_path, "verbs.csv", "zap,@troop|#person|map|chart,,,obj,,attacked,ASSAULT,,190,\n")
    assert [frame.object for frame in Lexicon.load(lexicon).frames("verb", "zap")] == ["map|chart", "@troop", "#person"]


def changed(folder: Path, name: str, line: str) -> Path:
    copy = folder / "lexicon"
    shutil.copytree(FOLDER, copy)
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write(line)
    return copy


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("verbs.csv", "zap,@nonsense,,,obj,,attacked,ASSAULT,,190,\n", "unknown class"),
        ("verbs.csv", "zap,#thing,,,obj,,attacked,ASSAULT,,190,\n", "unknown kind"),
        ("verbs.csv", "zap,,,,obj,,zapped,ASSAULT,,190,\n", "unknown relation"),
        ("verbs.csv", "zap,,,,obj,,attacked,FIGHT,,190,\n", "unknown event type"),
        ("verbs.csv", "zap,,,,obj,,attacked,ASSAULT,assassinate,190,\n", "has no mode"),
        ("verbs.csv", "zap,,,,obj,,attacked,ASSAULT,,057,\n", "CAMEO 057 is SUPPORT"),
        ("verbs.csv", "zap,,,,obj,,attacked,ASSAULT,,999,\n", "unknown CAMEO code"),
        ("verbs.csv", "zap,,onto the,,obj,,attacked,ASSAULT,,190,\n", "unknown slot"),
        ("verbs.csv", "zap,,,,obj,weapon=with,attacked,ASSAULT,,190,\n", "unknown role"),
        ("verbs.csv", "zap,,,,obj,,attacked,,firearms,,\n", "needs an event type"),
        ("verbs.csv", "Zap,,,,obj,,attacked,ASSAULT,,190,\n", "lower case"),
        ("verbs.csv", "zap,,,,obj,,attacked,ASSAULT,,190,maybe\n", "unknown 'maybe'"),
        ("verbs.csv", "accuse,,,,subj,,attacked,ASSAULT,,190,\n", "asks the same as"),
        ("classes.csv", "zapping,zap\n", "no frame asks for class"),
        ("cues.csv", "zap,shouts,verb\n", "unknown 'shouts'"),
        ("composition.csv", "promised,FIGHT,,AGREE,,030\n", "unknown type and mode"),
        ("support.csv", "hold,light\n", "stands already at"),
    ],
)
def test_the_checker_names_the_fault_and_its_line(tmp_path: Path, name: str, line: str, message: str) -> None:
    folder = changed(tmp_path, name, line)
    last = len((folder / name).read_text("utf-8").splitlines())
    faults = Lexicon.check(folder)
    assert any(message in fault.message and fault.where == f"{folder / name}:{last}" for fault in faults)


@pytest.mark.parametrize(
    ("outer", "event", "mode", "expected"),
    [
        ("promised", "CONSULT", "phone", ("AGREE", "", "036")),
        ("promised", "RETREAT", "withdraw", ("CONCEDE", "", "0356")),
        ("promised", "CONCEDE", "", ("CONCEDE", "", "035")),
        ("requested", "CONCEDE", "", ("REQUEST", "yield", "105")),
        ("requested", "RETREAT", "resign", ("REQUEST", "change", "1041")),
        ("refused", "AID", "", ("REJECT", "assist", "122")),
        ("refused", "CONSULT", "visit", ("REJECT", "meet", "125")),
        ("threatened", "ASSAULT", "aerial", ("THREATEN", "violence", "138")),
        ("threatened", "SANCTION", "discontinue", ("THREATEN", "restrict", "1312")),
        ("promised", "PROTEST", "demo", ()),
    ],
)
def test_composition(outer: str, event: str, mode: str, expected: tuple[str, ...]) -> None:
    assert LEXICON.composed(outer, event, mode) == expected


def test_cues_and_support() -> None:
    assert LEXICON.cue_kind("according to", "prep") == "says"
    assert LEXICON.cue_kind("without", "prep") == "negates"
    assert LEXICON.cue_kind("might", "aux") == "possible"
    assert LEXICON.cue_kind("might", "noun") == ""
    assert "reportedly" in LEXICON.cues("alleged")
    assert (LEXICON.support("hold"), LEXICON.support("call off"), LEXICON.support("eat")) == ("light", "negative", "")
    with pytest.raises(UnknownNameError, match="says"):
        LEXICON.cues("shouts")


@pytest.mark.parametrize(
    ("lemma", "past"),
    [("tell", "told"), ("call off", "called off"), ("deny", "denied"), ("praise", "praised"), ("ban", "banned")],
)
def test_past(lemma: str, past: str) -> None:
    assert LEXICON.past(lemma) == past


def test_relations() -> None:
    met = LEXICON.relation("met")
    assert met.symmetric
    assert LEXICON.relation("called").inverse_label == "was called by"
    with pytest.raises(UnknownNameError, match="criticized"):
        LEXICON.relation("criticised")


def test_the_shipped_lexicon_is_read_once() -> None:
    assert Lexicon.load() is Lexicon.load()
    assert Lexicon.load(FOLDER).version == LEXICON.version
