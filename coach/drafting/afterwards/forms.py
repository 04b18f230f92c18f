"""The forms in which notes say that somebody does something."""

import re

WILL = re.compile(
    r"(?:\s*'ll|\s+(?:will|shall|must|should|has to|have to|needs? to|is to|are to|am to|is going to|are going to"
    r"|would|agreed to|promised to|undertook to|agrees? to|is meant to|was meant to|are meant to|am meant to)"
    r"|'s (?:going to|to|meant to)|'m (?:going to|to|meant to)"
    r"|'re (?:going to|to|meant to)|'d)(?![\w'])(?:\s+(?:also|then|now|still|first|both|please))?:?\s+",
    re.IGNORECASE,
)
DOING = re.compile(r"(?:\s+(?:is|are|am)|'s|'re|'m)\s+(?P<verb>[a-z]{2,}ing)\b(?! to\b)")
ASIDE = re.compile(r"^ \([^()]*\)")
TO = re.compile(r"\s+to\s+", re.IGNORECASE)
NO_SUBJECT = re.compile(
    r"(?:will|'ll|need to|have to|must|should|got to|to)\s+(?!be\b)(?=[a-z])", re.IGNORECASE
)
ADVERB = re.compile(r"\s+(?:also|then|now|still|first|both|only|already|always|just)(?=\s)")
CONDITION = re.compile(
    r"(?P<all>(?:if|when|once|unless|as soon as|until|after|before|because|since|as)\s[^,]{3,80}),\s+",
    re.IGNORECASE,
)
NEEDED = re.compile(r"\s+(?:needs?|gets?|requires?)\s+(?!to\b)(?P<what>.+)", re.IGNORECASE)
PASSIVE = re.compile(
    r"(?P<what>[^.:;]{2,80}?)\s+(?:gets?|get|is|are|(?:will|to|shall|must|has to|have to) be|being)\s+"
    r"(?P<verb>[a-z]+)\b(?P<rest>.*)",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"\(\s*(?P<a>[^()\d]{1,30}?)(?:\s+(?:arranging|arranges|organising|doing|does it|to do|on it|leads?))?\s*\)"
    r"|\b(?:owner|responsible|who)\s*[:=]\s*(?P<b>[^,.;()]{1,30})|\bby (?P<c>[A-ZÀ-Þ][\w-]+)(?=\s*[,.;)]|$)",
    re.IGNORECASE,
)
MINE = re.compile(r",?\s*(?:my|our|his|her|their) (?:job|task|turn)\b.*$", re.IGNORECASE)
SIDES = {"my": "me", "our": "us", "his": "he", "her": "she", "their": "they"}
REST = re.compile(
    r"(?:the\s)?(?P<what>rest|balance|remainder|other half|second half)\b(?P<more>.*)", re.I
)
ARROW = re.compile(r"\s*(?:->|:|\s[-–—]\s|\|)\s*")
NOT_VERBS = ("be", "not")
IMPERATIVE = re.compile(
    r"(?:send|ring|call|email|mail|text|write|draft|check|ask|tell|inform|book|order|fix|repair|replace|redo|update"
    r"|prepare|print|deliver|pick|collect|pay|refund|credit|confirm|share|get|find|make|set|arrange|organise|organize"
    r"|schedule|chase|review|read|test|remove|add|move|change|cancel|return|bring|take|put|give|show|look|speak|talk"
    r"|loop|pull|push|sort|build|install|train|hire|sign|submit|forward|upload|publish|log|measure|visit|clear|clean"
    r"|compare|correct|rewrite|resend|finish|complete|invite|meet|warn|remind|follow)\s+(?:the|a|an|him|her|them|it|his"
    r"|their|our|my|this|that|all|with|up|out|in|off|back|over|for|about|into|to|[A-ZÀ-Þ0-9£$€])",
)
PROGRESS = re.compile(
    r"(?:checking|asking|looking|chasing|finding|sorting|arranging|waiting to hear)\b(?!\?)"
)
SAYS = re.compile(r"[^\W\d_]{2,}")
SIDE = re.compile(
    r"(?:and |but )?(?:what )?(?:(?P<ours>we (?:said|promised|offered)|(?:from|on) our side)"
    r"|(?:they|he|she) (?:said|promised)|(?:from|on) (?:their|his|her) side)\b",
    re.IGNORECASE,
)
DONE_BY = re.compile(
    r"(?P<what>.{2,60}?)\s(?P<verb>[a-z]+)\s(?=(?:by|before|no later than)\s)", re.IGNORECASE
)
BACK_TO = re.compile(
    r"^[A-Za-z][\w' -]{1,40}? (?:back )?to (?:[A-ZÀ-Þ]|him|her|them|us|the client)"
)
SETTLED_BY = re.compile(r"\b(?:is|are|was|were)\b.*\b(?:already|done)\b", re.IGNORECASE)
