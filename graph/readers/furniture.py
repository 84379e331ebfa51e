"""Page furniture: the lines that a page puts around an article, as data.

Precision comes first: a line is furniture only if it fits a pattern as a whole, so that no sentence is lost to a
word in it. A tuple of several patterns belongs to one idea, which its comment names.
"""

from __future__ import annotations

import re

# Labels that say what the lines below them are.
POINTS = (
    r"(?:[\w']+ ){0,2}key (?:points|takeaways|facts|developments|findings)\W*",
    r"(?:(?:main |the )?takeaways|highlights|at a glance|in brief|what (?:to|you need to) know|tl;?dr)\W*",
)
LINKS = (
    r"(?:also read|read also|read (?:next|more)|see also|up next|related|recommended|more)\s*[:»>→…]*",
    r"(?:related|recommended|more|top|latest) (?:articles?|stories|story|news|topics|content|coverage)\W*",
    r"(?:related|more) (?:links|reading|posts)\W*",
    r"(?:recommended for you|you (?:may|might) also like|more on this story|what to read next|around the web)\W*",
    r"(?:trending|most (?:read|popular|viewed)|editor['’]?s['’]? picks?|popular now|in case you missed it)\W*",
)

# Unmistakable, whatever else the line says. Letters of either case.
FURNITURE = (
    # links to other articles
    r"(?:also read|read also|read next|read more|see also|up next|recommended|don['’]t miss|must read)\s*[:|»>→].*",
    r"related(?: (?:article|story|news|video|coverage))?\s*[:|»>→].*",
    r"(?:read|watch|listen)\s*[:|].*",
    r"read more(?: (?:here|about|on|from|at|in our)\b.*|\W*)",
    # advertising
    r"advertisements?\W*",
    r"advertisement\s*[-–—:|].*",
    r"(?:story|article|content) continues (?:below|after)\b.*",
    r"scroll (?:down )?to continue.*",
    r"sponsored(?: (?:content|links?|posts?|by .{1,60}))?\W*",
    r"(?:paid|promoted|partner) (?:content|posts?|stories)\W*",
    r"(?:trade|invest) (?:confidently|smarter|with confidence)\b.*",
    # newsletters, subscriptions, accounts
    r"sign up (?:for|to|here|now|today)\b.*",
    r"subscribe(?: (?:now|today|here|to .*|for .*))?\W*",
    r"(?:sign|log) in(?: to .*)?\W*",
    r"already a (?:subscriber|member)\b.*",
    r"not a subscriber\b.*",
    r"to (?:continue|keep) reading\b.*",
    r"continue reading(?:\W.*)?",
    r"you have \d+ (?:free )?articles?\b.*",
    r"(?:get|unlock|enjoy) (?:unlimited|full|instant|free|exclusive|early) (?:\w+ )?access\b.*",
    r"create (?:a|an|your) (?:free )?account\b.*",
    r"become a (?:paid )?(?:member|subscriber|patron)\b.*",
    r"(?:donate|contribute) (?:now|today|here)\W*",
    r"download (?:the|our) .{0,40}\bapp\b.*",
    r"start your (?:free )?trial\b.*",
    r"(?:get|receive|have) .{0,80}\b(?:in|to|into) your (?:inbox|e-?mail|phone)\b.*",
    # following, sharing, comments
    r"follow (?:us|me|our|@\w+)\b.*",
    r"follow .{1,50} on (?:x|twitter|facebook|instagram|threads|bluesky|telegram|youtube)\b.*",
    r"(?:like|find|join) us on .*",
    r"connect with us\b.*",
    r"click to share\b.*",
    r"share (?:this (?:article|story|post|page|on|via|with)\b.{0,40}|(?:on|via) \w+)",
    r"(?:\d[\d,]*|no|view|leave a|post a|add a|show|see|read(?: all)?) comments?(?: \(\d+\))?\W*",
    r"comments?\s*(?:\(\d+\)|are closed|\W*)",
    r"join the (?:conversation|discussion)\W*",
    # copyright, legal notes
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.*",
    r"©.*",
    r"copyright (?:©|\(c\)).*",
    r"all rights reserved\W*",
    r"(?:terms of (?:use|service)|terms (?:and|&) conditions)(?:\s*[|•·/&,].*|\W*)",
    r"(?:privacy|cookie) (?:policy|notice|settings)(?:\s*[|•·/&,].*|\W*)",
    r"we use cookies\b.*",
    r"by (?:continuing|signing up|clicking|subscribing|submitting|using this).{0,60}\byou\b.*",
    r"(?:disclaimer|disclosure|our standards)s?\s*:.*",
    r"this (?:article|content|story|material) .{0,60}\b(?:informational purposes|(?:investment|financial) advice)\b.*",
    # how the article was made
    r"this (?:content|article|story|post|page) .{0,40}\b(?:produced|created|generated|written|translated|drafted)\b"
    r".{0,60}\b(?:ai|artificial intelligence)\b.*",
    r"(?:images?|illustrations?|photos?|pictures?|graphics?) (?:created|generated|made) (?:using|with|by|via) "
    r".{0,30}\b(?:ai|artificial intelligence|generative)\b.*",
    r".{3,200} contributed (?:to this (?:report|story|article)|reporting)\b.{0,30}",
    r"(?:this|a version of this) (?:article|story|post) (?:was |has )?(?:been )?(?:originally |first )?"
    r"(?:appeared|published|updated)\b.*",
    r"the post .{3,200} (?:appeared first|first appeared) on .*",
    r"this is a (?:developing|breaking)(?: news)? story\b.*",
    r"to contact the (?:reporter|editor|author)s?\b.*",
    # image credits
    r"(?:photo|image|picture|illustration|video|graphic|map|artwork)s?(?: credits?| source| courtesy)?\s*:.*",
    r"(?:photographer|credits?|captions?)\s*:.*",
    r"(?:.{0,80}(?:/|\bvia |\|| - |: |— ))?getty images(?:/.{0,40}|\W*)",
    r"\(?(?:ap|afp|epa|reuters|pool) photo(?:/.{0,80}|\W*)",
    # navigation, addresses, tables, end marks
    r"home\s*[>»/|›].*",
    r"(?:skip|back|jump) to (?:the )?(?:main )?(?:content|top|navigation)\W*",
    r"(?:menu|search|loading|close|sections|newsletters?|log ?in|e-?paper|live tv)\W*",
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?)\s*:.*",
    r"please enable javascript\b.*",
    r"(?:(?:link|url)\s*:\s*)?(?:https?://|www\.)\S+",
    r"\S{1,60}@\S{1,60}\.\w{2,10}",
    r"@\w{1,40}",
    r"#\w+(?:\s+#\w+)*",
    r"\|(?:[^|]{0,60}\|){2,12}",
    r"ends?|\W*more to (?:come|follow)\W*",
)

# Furniture unless the line reports what somebody said or showed.
DOUBTFUL = (
    # promotion: "Get the ...", "Watch live ..."
    r"get (?:the|your|our|a free|free|instant|early|more) .*",
    r"(?:click|tap) here\b.*",
    r"watch (?:live|now|the full|our)\b.*",
    r"listen (?:to (?:this|our)|now)\b.*",
    r"claim your\b.*",
    r"(?:register|join|try it|buy) (?:now|today|here|free)\b.*",
    r"join (?:us|our)\b.*",
    r"discover (?:how|our|more)\b.*",
    r"stay (?:informed|tuned|up to date|up-to-date|connected|ahead)\b.*",
    r"support (?:independent|quality|our|local) journalism\b.*",
    # notices
    r"[\w ,&'’-]{0,60}\bbrought to you by\b.{0,120}",
    r"[\w .&'’-]{1,40} does not (?:provide|offer|give) (?:investment|financial|legal) advice\b.*",
    r"with (?:files|inputs?|assistance|reporting) (?:from|by) [^,]{1,80}",
    r"sources?: [^.]{1,60}",
)
SPEECH = (
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|(?:warn|vow|show|demand|urge|announce|confirm|reveal|claim)(?:s|e?d)?|"
    r"reported|according to)\b"
)

# Lines made of names. Here capitals count.
_NAME = r"[A-Z][\w.'’-]*"
_PERSON = rf"{_NAME}(?: (?:(?:de|da|van|von|der|bin|al|el|la) )?{_NAME}){{1,4}}"
_NO_DAY = (
    r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|The)\b)"
)
_CREW = r"(?:[Aa]dditional |[Ff]urther )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited|[Cc]ompiled|[Ww]ritten) by"
NAMES = (
    # bylines
    rf"(?:By|BY|by) {_NO_DAY}{_PERSON}(?:(?:,| and| AND|, and|,? &) {_PERSON})*(?:\s*[,|/•·–—(-].{{0,60}}(?<![.!?]))?",
    r"(?:By|BY) (?:[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|Agencies)(?:\s*[|/•·–—-].{0,60})?",
    r"(?:By|BY) (?:[A-Z][\w ]{0,30}|[Oo]ur )(?:[Ss]taff|[Cc]orrespondent|[Dd]esk|[Rr]eporter|[Ww]riter)s?",
    r"Author: .*",
    rf"(?:{_PERSON}, )?(?:Staff|Senior|Chief|Special) (?:[A-Z]\w+ )?(?:Writer|Correspondent|Reporter|Editor)",
    # who made it
    rf"\({_CREW} [^()]+\)\.?",
    rf"{_CREW} {_PERSON}(?:,? (?:and|in|at|from) [A-Z][\w ,]{{0,120}})?(?:;.*)?\.?",
    r"(?:Photo|Image|Picture|Illustration|Video|Graphic)s? (?:by|via|courtesy of) @?[A-Z][\w.'’/&-]*"
    r"(?:,? (?:(?:and|of|the|for|via|in) )?[A-Z\d][\w.'’/&-]*){0,8}",
    r"More [Ff]rom (?:The )?[A-Z]\w+(?: [A-Z]\w+){0,3}\W*",
)

# Lines that hold no other words than these: share buttons, and dates and times (which need a number too).
BUTTONS = (
    "share tweet post email e mail print save copy copied link facebook twitter x linkedin whatsapp telegram reddit "
    "pinterest messenger flipboard pocket bookmark like comment comments reply listen gift article bluesky threads "
    "instagram youtube rss follow text size"
)
STAMPS = (
    "published updated last first posted modified on at date am pm a p m est edt cst cdt mst mdt pst pdt et ct pt gmt "
    "utc ist cet cest bst jst hkt sgt ago hour hours hr hrs minute minutes min mins day days read "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)

# What may stand behind the last sentence of a paragraph.
TAILS = (
    rf"\({_CREW} [^()]{{2,300}}\)\.?$",
    r"(?:©|\([cC]\))\s*(?:19|20)\d\d\b.{0,120}$",
    r"(?<=[.!?”\"]) All [Rr]ights [Rr]eserved\W*$",
    r"\((?:AP|AFP|EPA|Reuters|Pool)? ?(?:Photo|Image|Picture|Credit)s?(?:/|:| by| via| courtesy)[^()]{0,100}\)\.?$",
    r"\([^()]{0,80}(?:/|via )(?:AP|AFP|EPA|Getty Images|Reuters|Bloomberg|Xinhua)\)\.?$",
    r"(?<=[.!?”\"]) (?:Also Read|ALSO READ|Read Also|Read Next|Read More|READ MORE|See Also|SEE ALSO|Related): "
    r"[^.!?]{0,160}\W?$",
)

# "WASHINGTON, June 5 (Agency) -". Capitals alone are a place only before the start of a sentence.
_MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*|"
    r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*)\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_AGENCY = r"\([A-Z][\w .&/-]{1,30}\)"
_CITY = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}"
_LAND = r"(?:, [A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?)?"
_DASH = r"\s*(?:--?|–|—)\s*"
_OPENS = r"(?=[\"“‘']?[A-Z0-9])"
_BODIES = r"(?!(?:NATO|OPEC|ASEAN|BRICS|UNESCO|UNICEF|UNRWA|HAMAS|ISIS|ISIL|MERCOSUR|FRONTEX|NASA|NAFTA|IAEA)\b)"
DATELINES = (
    rf"{_CITY}{_LAND}[,.] {_DAY}(?: {_AGENCY})?{_DASH}",
    rf"(?:{_CITY}|[A-Z][a-z]+(?: [A-Z][a-z]+)?){_LAND}(?:[,.] {_DAY})? {_AGENCY}{_DASH}",
    rf"(?:{_DAY} )?{_AGENCY}{_DASH}",
    rf"{_BODIES}(?=[A-Z]{{4}}|[A-Z]+ [A-Z]){_CITY}{_LAND}\s+(?:--?|–|—)\s+{_OPENS}",
)
# "NEW DELHI:". At the head of an article alone, because further down it may be a speaker.
FIRST_DATELINE = rf"{_BODIES}{_CITY}{_LAND}:\s+{_OPENS}"

# ---------------------------------------------------------------- asking them

_LONGEST = 400
_WIDEST_DATELINE = 120


def _any_of(patterns: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_POINTS, _LINKS = _any_of(POINTS, re.IGNORECASE), _any_of(LINKS, re.IGNORECASE)
_WHOLE, _MAYBE = _any_of(FURNITURE, re.IGNORECASE), _any_of(DOUBTFUL, re.IGNORECASE)
_NAMES, _SPEECH = _any_of(NAMES), re.compile(SPEECH, re.IGNORECASE)
_BUTTONS, _STAMPS = frozenset(BUTTONS.split()), frozenset(STAMPS.split())
_TAILS = tuple(re.compile(pattern) for pattern in TAILS)
_DATELINES = tuple(re.compile(pattern) for pattern in DATELINES)
_FIRST_DATELINES = (*_DATELINES, re.compile(FIRST_DATELINE))
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|am|pm)?")


def opens_points(line: str) -> bool:
    """Whether ``line`` is the label of a list of key points."""
    return len(line) <= _LONGEST and _POINTS.fullmatch(line) is not None


def opens_links(line: str) -> bool:
    """Whether ``line`` is the label of links to other articles, which stand below it."""
    return len(line) <= _LONGEST and _LINKS.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether ``line``, one line without newlines, is no part of the article; labels are furniture too."""
    if not any(map(str.isalpha, line)):
        return True
    if len(line) > _LONGEST:
        return False
    if any(pattern.fullmatch(line) for pattern in (_WHOLE, _POINTS, _LINKS, _NAMES)) or _is_row(line):
        return True
    return _MAYBE.fullmatch(line) is not None and not _SPEECH.search(line)


def _is_row(line: str) -> bool:
    """Whether ``line`` is made of share buttons alone, or of dates and times alone."""
    words = re.findall(r"[^\W_]+", line.lower())
    others = [word for word in words if not _NUMBER.fullmatch(word)]
    if len(others) < len(words):
        return len(words) <= 16 and _STAMPS.issuperset(others)
    return bool(words) and _BUTTONS.issuperset(words)


def dateline_end(line: str, *, first: bool) -> int:
    """Where the sentence behind a dateline starts, 0 without dateline; ``first``: the line opens the article."""
    found = [pattern.match(line[:_WIDEST_DATELINE]) for pattern in (_FIRST_DATELINES if first else _DATELINES)]
    return max((match.end() for match in found if match and match.end() < len(line)), default=0)


def tail_start(line: str) -> int:
    """Where the credits behind the last sentence of ``line`` start; its length if there are none."""
    border = max(0, len(line) - _LONGEST)
    found = [pattern.search(line, border) for pattern in _TAILS]
    return min((match.start() for match in found if match), default=len(line))
