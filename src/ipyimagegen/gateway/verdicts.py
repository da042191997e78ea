"""Verdicts: which error a gateway's complaint is, by its codes and words, else by its status.

Statuses are worn by many: an empty account comes as 402, 429, 400, 403 or 401, a firewall's no
and an unverified organisation both as 403. So the codes and the words are read first, in one
table whose first row counts, and the status decides only where they say nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import (
    Blocked,
    GatewayError,
    GatewayFailed,
    KeyRefused,
    ModelNotFound,
    NotAllowed,
    OutOfCredit,
    RateLimited,
    TooLarge,
    Unreachable,
)
from .waits import wait_words

__all__ = ["ASK_DIFFERENTLY", "NO_API", "RUN_AGAIN", "Case", "Verdict", "by_status", "by_words"]

ASK_DIFFERENTLY = "Asking the same again won't help; ask differently."
RUN_AGAIN = "Run it again to try again."


class Verdict(NamedTuple):
    """An error's class and stable words, its hint, and whether it may have cost something."""

    kind: type[GatewayError]
    message: str
    hint: str = ""
    billed: bool = False


def _words(*patterns: str) -> str:
    """Return one pattern for several. All are compiled at first use: most calls have no verdict."""
    return "|".join(patterns)


# -- the provider's no ----------------------------------------------------------------------

# A picture may have been made before moderation looked at it.
_BLOCKED = Verdict(Blocked, "blocked by moderation", ASK_DIFFERENTLY, billed=True)
_MODERATION_CODES = _words(
    "content_?filter", "content_?policy", "content_?blocked", "moderat", "refusal",
    "responsibleai", "data_?inspection", "sensitive", "safety", "prohibited", "nsfw",
    "guardrail_?intervened",  # Bedrock
    "^1301$",  # Zhipu
    "^102[67]$",  # MiniMax
)  # fmt: skip
_MODERATION_WORDS = _words(
    "moderation_blocked", r"content[ _](management )?(policy|filter)", "contentpolicy",
    "safety[ _](violation|system|filter)", "prohibited (content|use)", "inappropriate content",
    "(prompt|input|request|content|image)s? (was|were|is|has been|have been) (flagged|rejected by)",
    r"sensitive (content|words?|information)|new_sensitive", r"\bnsfw\b",
    r"violat\w+ .{0,40}(polic|guideline|terms)", "敏感|违规|不合规|安全审核",
)  # fmt: skip
_NOT_MODERATION = (401, 402, 404, 408, 413, 429, 503, 529)

# -- money ----------------------------------------------------------------------------------

_MONEY_CODES = _words(
    "budget_?exceeded", "insufficient_(user_quota|credits?|balance|funds)", "payment_required",
    "billing_(hard_limit_reached|not_active)", "arrear", "overdue", "quota_not_enough",
    "token_quota_failed", "credits?_(exhausted|depleted|required)",
)  # fmt: skip
_BUDGET = (
    r"(?<!thinking[ _])budget\b.{0,40}(exceed|exhaust|reached|used up)"
    r"|(exceed|cross|over)\w*[ _](your |the |its )?(max )?budget"
)
_BUDGET_CODE = _words("budget_?exceeded")
_KEY_LIMIT = _words(
    r"\bkey\b.{0,40}(budget|quota|limit)", r"budget.{0,40}\bkey\b", "key with a higher",
    r"\btoken('s)? (remain )?quota|token_quota", "令牌[^,，。]{0,6}(余额|额度|配额)",
)  # fmt: skip
_SPENDING = r"(spend(ing)?|billing hard|billing|credit|monthly) (limit|cap)"
_MONEY_WORDS = _words(
    _BUDGET, _SPENDING, r"balance.{0,20}(too low|insufficient|not enough|negative|exhausted)",
    r"(insufficient|not enough|negative|exhausted|lack\w*|no remaining|out of|ran out of) "
    r"(sufficient |account |available |credit )?(balance|credits?|funds)",
    r"credits? .{0,20}(depleted|exhausted|used up|expired)",
    r"(\ball|exceeded your)\b.{0,20} credits",
    "requires? more credits",
    r"\bkey('s)? (total |daily |weekly |monthly )?limit\b.{0,20}(exceeded|reached)",
    "(user|token)('s)? (remain )?quota is not enough", "check your billing", r"\btop up\b",
    "payment (is )?required", r"(account|payment|bill)\w* .{0,30}overdue",
    "(余额|额度|配额)[^,，。]{0,6}(不足|用尽|耗尽|用完|超)|欠费|充值",
)  # fmt: skip
# One word for money and for requests: it is money only where no rate is named.
_QUOTA = _words(
    "plan and billing", "insufficient_quota", "freetieronly", r"free tier\b.{0,40}exhausted",
    r"\bmonth.{0,20} (usage )?limit|usage limit.{0,20}month", "unpaid|payment method|recharge",
    r"billing\b.{0,20}(enabled|disabled)|enable billing|card .{0,20}declined",
    r"(subscription|trial)\b.{0,20}(expired|ended|cancell?ed|inactive)",
    r"quota\b.{0,20}(exceed|exhaust|used up|not enough|insufficient|depleted)",
    r"(exceed|exhaust|insufficient|not enough)\w*\b.{0,20} quota",
)  # fmt: skip
_PERIOD = _words(
    r"per[ _-]?(second|minute|min\b|hour|day)", r"\b(requests|tokens|images)[ _]per",
    r"\b(rpm|tpm|rpd|tpd|ipm)\b", "concurren", "for metric", "resource_exhausted",
)  # fmt: skip
_RATE = _words("rate[ _-]?limit(?!error)", "too many requests", "throttl", "daily .{0,12}limit")
_PER_DAY = _words(r"per[ _-]?day|\b[rt]pd\b|\bdaily\b")

# -- the account and its place --------------------------------------------------------------

_NOT_ALLOWED = (
    (
        _words(r"\blimit: 0(?![\d.])"),
        "the account's plan has none of this",
        "A plan with billing may have it, or another model: -m.",
    ),
    (
        _words(
            "data policy", "privacy (settings|policy)", "guardrail restrictions",
            "no allowed providers", "providers have been ignored",
            "not been used in project", "service_disabled",
        ),
        "the account's own settings rule this out",
        "Change them where the account is managed, or choose another model with -m.",
    ),
    (
        _words(
            r"no endpoints? (found|available) (that|which|with) (support|can)",
            "(input|output|requested).{0,20}modalit",
            r"not a chat model|not support(ed)?\b.{0,30}\bchat[ /]?completions?",
            r"only\b.{0,30}\b(images|responses) (api|endpoint)",
        ),
        "no provider of this model does what was asked",
        "Choose another model with -m, or leave out what it can't do.",
    ),
    (
        _words(
            r"location is (not supported|blocked)", "unsupported_country", "ip_not_authorized",
            "(country|region|territory|location).{0,40}"
            "(not (supported|available|allowed)|unsupported|restricted|forbidden)",
            "not (supported|available|allowed) (in|for|from) (your|this) "
            "(country|region|location|territory)",
            r"\bip\b.{0,40}(not (authorized|allowed|in)|unauthorized|不在)",
        ),
        "not allowed from where you are",
        "Ask from elsewhere, or choose another gateway: %imagegen use NAME",
    ),
    (
        _words(
            "verif(y|ied|ication).{0,40}(organi[sz]ation|identity|account|phone)",
            "(organi[sz]ation|identity|account|phone).{0,40}(be|not|un) ?verified", "实名",
        ),
        "the account must be verified first",
        "Verify it where the account is managed, then run the cell again.",
    ),
    (
        _words(
            "(account|user|organi[sz]ation).{0,30}(suspended|deactivated|disabled|banned|locked)",
            "account_deactivated", "封禁",
        ),
        "the account is suspended",
        "Whoever runs the gateway can say why.",
    ),
)  # fmt: skip

# -- the request ----------------------------------------------------------------------------

_KEY = Verdict(
    KeyRefused,
    "the key is missing or refused",
    "Set the key's variable, or type it once: %imagegen use NAME --ask-key",
)
_NO_KEY = _words(r"no[ _](connected[ _])?db", "api[ _-]?key")
_BAD_KEY = _words(
    r"(invalid|expired|revoked|leaked|incorrect|missing)\b.{0,20}\b(key|token)\b",
    r"\b(key|token)\b.{0,30}(invalid|expired|revoked|leaked|disabled|missing)",
    "unregistered callers",
)  # fmt: skip
_NOT_THIS_MODEL = Verdict(
    KeyRefused,
    "the key may not use this model",
    "Choose another model with -m, or ask whoever gave you the key.",
)
_NOT_THIS = Verdict(
    KeyRefused, "the key may not use this", "Ask whoever gave you the key what it may do."
)
_TOO_LARGE = _words("too (large|big)", r"exceeds? .{0,40}(size|\bmb\b|bytes)", "cannot exceed")
_NO_SUCH_MODEL = Verdict(
    ModelNotFound, "the gateway doesn't know the model", "%imagegen models lists those it has."
)
_NO_MODEL = _words(
    "(invalid|unknown|not a valid) model", r"model\b.{0,120}(not found|does ?n.t exist|not exist)"
)
NO_API = Verdict(
    Unreachable,
    "the gateway has no API at this address",
    "Set its address to the base URL before /v1, or to all of it, up to /chat/completions.",
)
_NO_ROUTE = _words(
    r"(invalid|unknown|unrecognized) (request )?url", r"cannot post\b", "no route",
    r"(route|path|url)\b.{0,60}not found", "no static resource",
)  # fmt: skip

# -- later ----------------------------------------------------------------------------------

_LOADING = _words(
    r"model\b.{0,200}\bloading|loading (the )?model", r"\b(warming up|cold start|estimated_time)"
)
_NOBODY = _words(
    "no (available|healthy|active) (channel|upstream|deployment|backend|instance|account)",
    "no (channel|deployment|backend)s? available", "no healthy upstream", "无可用",
)  # fmt: skip
_OVERLOADED = _words("overloaded", "over capacity", "at capacity", "(high|heavy) (demand|load)")
_ORIGIN_UNREACHED = (521, 523, 525, 526, 530)  # Cloudflare's: it could not connect to the gateway


class Case(NamedTuple):
    """Everything that a verdict is given on.

    Parameters
    ----------
    status
        HTTP status, or the number that stands for one inside a reply.
    words
        All sentences and codes of the complaint, in small letters, without addresses.
    codes
        The codes alone.
    wait
        Seconds that the gateway asks to wait, if it names them.
    quick
        Whether the answer came within seconds, so that no model began to paint.
    size_hint, broken_hint
        The hints about a request that is too large, and about one that broke.
    """

    status: int
    words: str
    codes: tuple[str, ...] = ()
    wait: float | None = None
    quick: bool = True
    size_hint: str = ""
    broken_hint: str = ""

    @property
    def limits_a_day(self) -> bool:
        """Whether a limit counts by the day, and when it ends is not said."""
        return self.wait is None and re.search(_PER_DAY, self.words) is not None


def by_words(case: Case) -> Verdict | None:
    """Return the verdict that codes and words give, whoever wears the status; None for none."""
    status, words = case.status, case.words
    coded = any(re.search(_MODERATION_CODES, code) for code in case.codes)
    worded = status not in _NOT_MODERATION and re.search(_MODERATION_WORDS, words)
    no_key = status == 400 and re.search(_NO_KEY, words)
    bad_key = status == 403 and re.search(_BAD_KEY, words)
    too_large = status in (400, 404) and re.search(_TOO_LARGE, words)
    hurried = status in (400, 403, 500, 502, 503, 529) and re.search(_RATE, words)
    # The first row that holds counts.
    table: tuple[tuple[object, Verdict | None], ...] = (
        (coded or worded, _BLOCKED),
        (_is_about_money(case), _out_of_credit(words)),
        (status < 500, _not_allowed(words)),
        (no_key or bad_key, _KEY),
        (too_large, Verdict(TooLarge, "the request is too large", case.size_hint)),
        (status in (404, 405) and re.search(_NO_ROUTE, words), NO_API),
        (status == 400 and re.search(_NO_MODEL, words), _NO_SUCH_MODEL),
        (hurried, _rate_limited(case)),
        (status >= 500, _not_now(case)),
    )
    return next((verdict for holds, verdict in table if holds and verdict is not None), None)


def _not_allowed(words: str) -> Verdict | None:
    """Return which setting, plan or place rules a request out; None if none is named."""
    for pattern, message, hint in _NOT_ALLOWED:
        if re.search(pattern, words):
            return Verdict(NotAllowed, message, hint)
    return None


def by_status(case: Case) -> Verdict:
    """Return the verdict of a status whose complaint says nothing more."""
    status = case.status
    if status == 413:
        return Verdict(TooLarge, "the request is too large", case.size_hint)
    if status == 429:
        return _rate_limited(case)
    if status >= 500 or status == 408:
        return Verdict(GatewayFailed, "the gateway failed", case.broken_hint, billed=True)
    forbidden = _NOT_THIS_MODEL if "model" in case.words else _NOT_THIS
    known = {
        401: _KEY,
        402: _out_of_credit(case.words),
        403: forbidden,
        404: _NO_SUCH_MODEL,
        405: NO_API,
        410: _NO_SUCH_MODEL,
    }
    return known.get(status, Verdict(GatewayFailed, "the gateway refused the request"))


def _is_about_money(case: Case) -> bool:
    words = case.words
    if any(re.search(_MONEY_CODES, code) for code in case.codes) or re.search(_MONEY_WORDS, words):
        return True
    if not re.search(_QUOTA, words) or re.search(_PERIOD, words):
        return False
    # Whoever names a wait, or a rate, counts requests.
    is_rate = case.wait is not None or re.search(_RATE, words) is not None
    return "insufficient_quota" in words or not is_rate


def _out_of_credit(words: str) -> Verdict:
    """Return whose money is used up, and who can do something about it."""
    if re.search(_KEY_LIMIT, words):
        message = "the key's own limit is used up"
        hint = "Raise it where the key was made, or use another key: the account may have more."
    elif re.search(_BUDGET, words) or re.search(_BUDGET_CODE, words):
        whose = "the team's budget" if "team" in words else "a budget"
        message, hint = (
            f"{whose} at the gateway is used up",
            "Whoever runs the gateway can raise it.",
        )
    elif re.search(_SPENDING, words):
        message = "the account's spending limit is reached"
        hint = "Raise it where the account is managed."
    else:
        message, hint = "out of credit", "Fill up the account behind the key, or mend its billing."
        if "max_tokens" in words:
            hint = "A smaller max_tokens may still pass."
    return Verdict(OutOfCredit, message, hint)


def _rate_limited(case: Case) -> Verdict:
    hint = "The limit counts by the day." if case.limits_a_day else wait_words(case.wait)
    return Verdict(RateLimited, "too many requests for now", hint)


def _not_now(case: Case) -> Verdict | None:
    """Return the verdict on a gateway that could not even begin; None if it may have begun."""
    status, words, hint = case.status, case.words, wait_words(case.wait)
    if re.search(_LOADING, words):
        return Verdict(GatewayFailed, "the model is still being loaded", hint)
    if re.search(_NOBODY, words):
        return Verdict(GatewayFailed, "the gateway has nobody to pass this on to", hint)
    if status in _ORIGIN_UNREACHED:
        return Verdict(GatewayFailed, "the network before the gateway can't reach it", hint)
    busy = (
        status == 529 or (status == 503 and case.wait is not None) or re.search(_OVERLOADED, words)
    )
    if busy and case.quick:
        return Verdict(GatewayFailed, "the model's provider is overloaded", hint)
    return None
