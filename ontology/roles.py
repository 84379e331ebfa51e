"""Which offices of the sources a reader of foreign news needs, and the role that each has here."""

from __future__ import annotations

import re

NOT_NATIONAL = re.compile(
    r"\b(deputy|assistant|under.?secretary|parliamentary|shadow|ambassador|permanent|delegate|adjunct|associate|second|"
    r"junior|vice.?minister|acting deputy|military cabinet|office of|chief of staff to|advis[eo]r to|minister of state|"
    r"in the ministry|charge of|spc|kurdistan|zanzibar|republika srpska|federation of bosnia|abu dhabi|bougainville|"
    r"karakalpakstan|lieutenant|principality|first lady|attached to|reporting to|secretary of state for (?!foreign|"
    r"defence|the home|business|international trade|trade))\b",
    re.IGNORECASE,
)
ROLES: tuple[tuple[str, str], ...] = (
    ("head_of_state", r"(president|monarch|king|queen|emir|sultan|emperor|supreme leader|sovereign|prince|pope|grand duke"
     r"|yang di-pertuan agong( \(monarch\))?|o le ao o le malo|captain regent|president \(plc\)|head of state"
     r"|chairman of the presidency|chairman of the sovereignty council|president of the swiss confederation"
     r"|chairman of the state administration council|chairman of the presidential council|president of the transition.*"
     r"|chairman of the transitional.*)"),
    ("head_of_government", r"(prime minister( \(plc\))?|premier( of the state council)?|(federal )?chancellor|taoiseach"
     r"|chair(man)? of the council of ministers|president of the council of ministers|chief executive|head of government"
     r"|chief adviser|president of the government|minister of state of monaco)"),
    ("governor_general", r"governor.general"),
    ("vice_president", r"(first )?vice.president"),
    ("party_leader", r"general secretary( of the .*)?"),
    ("deputy_head_of_government", r"((first )?(deputy|vice) (prime minister|premier|chancellor).*|vice.chancellor)"),
    ("foreign_minister", r"((federal )?minister (of|for) (the )?(europe and )?(foreign|external)(?! (trade|economic|commerce|"
     r"investment)).*|(principal )?secretary (of|for) (foreign|external) .*|secretary of state|secretary of state for "
     r"foreign.*|minister of international relations.*|secretary for relations with states)"),
    ("finance_minister", r"(minister (of|for) (the )?((national )?finances?|economy and (national )?finances?|economic affairs"
     r" and finance|economy, finances?)\b.*|secretary of (the treasury|finance.*)|chancellor of the exchequer"
     r"|treasurer|minister of the treasury.*|minister of strategy and finance|minister of economy and finance.*)"),
    ("defence_minister", r"(minister (of|for) (the |national )?(defen[cs]e|armed forces)(?! (materiel|personnel|industr|procurement|equipment|production)).*"
     r"|secretary of (state for )?(national )?defen[cs]e.*)"),
    ("interior_minister", r"(minister (of|for) (the )?(interior|internal affairs|home affairs).*|secretary of state for the"
     r" home department|secretary of (the )?interior.*)"),
    ("homeland_security", r"secretary of homeland security"),
    ("trade_minister", r"(minister (of|for) (the )?(international |foreign )?(trade|commerce)\b.*|.*trade representative"
     r"|president of the board of trade|secretary of state for (business and trade|international trade)"
     r"|minister of economy, trade and industry|minister of trade, industry and energy|minister of industry and trade)"),
    ("commerce_minister", r"secretary of commerce"),
    ("justice_minister", r"(minister (of|for) justice.*|secretary of state for justice)"),
    ("attorney_general", r"attorney.general"),
    ("energy_minister", r"(minister (of|for) (energy|oil|petroleum|power)\b.*|secretary of energy)"),
    ("central_banker", r"((executive )?governor|president|chair|chairman|chairperson|general manager)( of the governing board)?"
     r" of (the )?(.* )?(central (reserve )?bank|national (reserve )?bank|reserve bank|state bank|people's bank|federal "
     r"reserve|bundesbank|nationalbank|narodowy bank polski|monetary authority|bank of (?!central african).*)"),
    ("security_adviser", r"(national security advis[eo]r|secretary of the (supreme )?(national )?security (and defense )?"
     r"council|director of the national security office)"),
    ("army_chief", r"(chief of (the )?(general|defen[cs]e) (staff|force)|chief of defen[cs]e( staff| force)?"
     r"|chair(man|person) of the joint chiefs( of staff)?|chief of the army staff|head of the general staff"
     r"|chief of the defen[cs]e staff|chief of army staff)"),
    ("intelligence_chief", r"(director of (national intelligence|the national intelligence service)|chief of the secret "
     r"intelligence service|director general of inter-services intelligence|director of the foreign intelligence service)"),
    ("cia_director", r"director of the cia"),
    ("fbi_director", r"director of the fbi"),
    ("ambassador_un", r"ambassador to the united nations"),
    ("chief_of_staff", r"(white house chief of staff|chief cabinet secretary|chief of staff to the president"
     r"|head of the (presidential administration|office of the president))"),
    ("speaker", r"(speaker of the (house of representatives|national assembly|parliament|knesset|lok sabha|house of commons"
     r"|house of assembly)|chairman of the (state duma|verkhovna rada|npc standing committee))"),
    ("chief_justice", r"chief justice( of the supreme court)?"),
)  # fmt: skip
EXCEPTIONS = {
    ("IRN", "President"): "head_of_government",
    ("IRN", "Vice President"): "",
    ("IND", "Minister of Foreign Affairs"): "",
    ("CHE", "Chancellor"): "",
    ("TTO", "Chief Executive"): "",
    ("EST", "Chancellor of Justice"): "",
    ("JPN", "Minister of Economy, Trade and Industry"): "trade_minister",
    ("POL", "Secretary of State"): "",
    ("PRI", "Secretary of State"): "",
    ("USA", "Secretary of the Interior"): "interior_secretary",
    ("GBR", "Lord Chancellor"): "",
    ("AUS", "Minister for Finance"): "",
    ("MEX", "Secretary of Government"): "interior_minister",
    ("PAK", "Chief of General Staff"): "",
    ("PAK", "Chairman of the Joint Chiefs of Staff"): "",
    ("PAK", "Chairman of the Joint Chiefs of Staff Committee"): "",
    ("IND", "Chief of Defence Staff"): "",
    ("IND", "Chief of the Defence Staff"): "",
}
FEDERAL = (  # all else in the files about past cabinets of these states mixes in their provinces
    frozenset({"AUS", "CAN"}),
    frozenset({"head_of_state", "head_of_government", "governor_general", "foreign_minister", "interior_minister",
               "deputy_head_of_government", "army_chief", "central_banker"}),
)  # fmt: skip
MANY = frozenset({"deputy_head_of_government"})
JOINT = frozenset({"SMR:head_of_state", "AND:head_of_state", "CRI:vice_president", "SSD:vice_president",
                   "ARE:vice_president", "YEM:vice_president", "CUB:vice_president", "GEQ:vice_president"})  # fmt: skip


def role_of(state: str, office: str, every_office: bool = True) -> str:
    """The role of an office of a state, "" for an office that a reader of foreign news does not need."""
    title = re.sub(r",? (of|in) (the )?(Republic of )?[A-Z][\w'’ -]+$", "", office) if not every_office else office
    for wanted in (office, title):
        if (state, wanted) in EXCEPTIONS:
            return EXCEPTIONS[state, wanted]
    if NOT_NATIONAL.search(office) and not re.match(r"(first )?(deputy|vice) (prime|premier|chancellor)", office, re.I):
        return ""
    for role, pattern in ROLES:
        if re.fullmatch(pattern, title, re.IGNORECASE):
            return role if role != "foreign_minister" or title != "Secretary of State" or state == "USA" else ""
    return ""
