"""What identifies by its shape alone: addresses, phone, account and reference numbers.

Every pattern starts and ends at the edge of a run of letters and digits, and none can take long over
a hostile text: what may repeat is bounded or anchored at the start of its run.
"""

import re
from functools import cache

from coach.model.names import veil_words

Shapes = tuple[tuple[str, re.Pattern[str]], ...]

KINDS = ("Mail", "Link", "Handle", "Account", "Phone", "Reference", "Address")

_B, _E = r"(?<![^\W_])", r"(?![^\W_])"
_TOP = "com|org|net|io|ai|app|dev|info|biz|co|uk|ie|eu|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt|us|ca|au|nz|in|example"
_LABEL = (
    r"(?:account|acct|a/c|sort code|policy|invoice|order|ticket|case|ref|reference|po|contract|"
    r"customer|client|booking|serial|vat|card|passport|licence|license|claim|job|quote)"
)


@cache
def shapes() -> Shapes:
    """Return each kind of stand-in with a shape it takes the place of."""
    lists = veil_words()
    streets = "|".join(word.capitalize() for word in lists.streets.split())
    not_references = "|".join(lists.not_references.split())
    patterns = (
        ("Mail", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.NOFLAG),
        ("Link", rf"{_B}(?:https?://|ftp://|www\.)[^\s<>()\"'\\`\]\[]+{_E}", re.IGNORECASE),
        (
            "Link",
            rf"(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}(?:{_TOP}){_E}(?:/[^\s<>()\"'\\`\]\[]*)?{_E}",
            re.IGNORECASE,
        ),
        ("Handle", r"(?<![\w@])@\w{2,30}(?!\w)", re.NOFLAG),
        (
            "Account",
            rf"{_B}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?{_E}",
            re.NOFLAG,
        ),
        ("Account", rf"{_B}\d{{4}}[ -]\d{{4}}[ -]\d{{4}}[ -]\d{{1,7}}{_E}", re.NOFLAG),
        ("Account", rf"{_B}\d{{3}}-\d{{2}}-\d{{4}}{_E}", re.NOFLAG),
        ("Account", rf"{_B}[A-Z]{{2}} ?\d{{2}} ?\d{{2}} ?\d{{2}} ?[A-D]{_E}", re.NOFLAG),
        (
            "Account",
            rf"{_B}sort code:? {{0,2}}(?P<value>\d{{2}}-\d{{2}}-\d{{2}}){_E}",
            re.IGNORECASE,
        ),
        ("Account", r"(?<![\w£$€¥.,])\d{7,19}(?![\w%]|[.,]\d)", re.NOFLAG),
        (
            "Phone",
            rf"(?<![\w.,£$€])(?:\+|00)\d[\d ()/-]{{7,24}}\d{_E}"
            rf"|(?<![\w.,£$€-])0\d{{2,4}}[ /-]\d[\d -]{{4,20}}\d{_E}"
            rf"|(?<![\w.,£$€-])\(?\d{{3}}\)?[ .-]\d{{3}}[ .-]\d{{4}}{_E}",
            re.NOFLAG,
        ),
        (
            "Reference",
            rf"{_B}(?!(?:{not_references})(?![A-Za-z]))[A-Z]{{2,6}}[-/ ]?\d{{3,}}(?:[-/]\d+)*{_E}",
            re.NOFLAG,
        ),
        ("Reference", rf"(?<=#)\d{{3,}}{_E}", re.NOFLAG),
        (
            "Reference",
            rf"{_B}{_LABEL}(?: (?:number|no\.?|id|code|ref))? ?[:#.]? ?"
            rf"(?P<value>(?=[A-Z-]{{0,8}}\d)[A-Z0-9][A-Z0-9/-]{{3,30}}[A-Z0-9]){_E}",
            re.IGNORECASE,
        ),
        ("Reference", rf"{_B}[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_E}", re.NOFLAG),
        (
            "Address",
            rf"{_B}\d{{1,5}}[a-z]? (?:[A-Z][\w'\u2019-]{{1,30}} ){{1,3}}(?:{streets}){_E}",
            re.NOFLAG,
        ),
        ("Address", rf"{_B}[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}{_E}", re.NOFLAG),
        ("Address", rf"{_B}\d{{1,3}}(?:\.\d{{1,3}}){{3}}{_E}", re.NOFLAG),
    )
    return tuple((kind, re.compile(pattern, flags)) for kind, pattern, flags in patterns)
