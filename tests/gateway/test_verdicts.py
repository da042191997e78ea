"""Refusals about money, policies, firewalls and waiting, as gateways really word them."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from ipyimagegen import errors
from ipyimagegen.gateway.barriers import page_words
from ipyimagegen.gateway.client import Client
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import read_reply
from ipyimagegen.requests import Request

ASKED = Request(gateway="https://example.org", model="nano-banana", prompt="a frog")


def refused(status, body, elapsed=1.0, **headers):
    """Return the error for a gateway's answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    with pytest.raises(errors.GatewayError) as caught:
        read_reply(Response(ASKED.gateway, status, headers, elapsed, ASKED), data)
    assert len(caught.value.lines()) <= 4
    assert "again" not in caught.value.hint or "pay" not in caught.value.hint
    return caught.value


def asked_of(status, body):
    """Return the error of a client whose gateway always answers so, and the methods it used."""
    methods = []

    def handler(request):
        methods.append(request.method)
        return httpx.Response(status, json=body)

    async def no_pause(seconds):
        """Stand in for the pause between two tries."""

    client = Client(ASKED.gateway, transport=httpx.MockTransport(handler), sleep=no_pause)
    with pytest.raises(errors.GatewayError) as caught:
        asyncio.run(client.send(ASKED))
    return caught.value, methods


def saying(message, **fields):
    return {"error": {"message": message, **fields}}


# -- money ------------------------------------------------------------------------------------

PLAN = "You exceeded your current quota, please check your plan and billing details."
BUDGET = "Budget has been exceeded! Current cost: 26.075, Max budget: 0.25"
REPR = (
    "litellm.RateLimitError: RateLimitError: OpenAIException - Error code: 429 - "
    f"{{'error': {{'message': '{PLAN}', 'type': 'insufficient_quota', 'param': None}}}}"
)
EMPTY = "out of credit"
KEY = "the key's own limit is used up"
A_BUDGET = "a budget at the gateway is used up"
SPENDING = "the account's spending limit is reached"

MONEY = [
    (429, saying("The quota is used up.", code="insufficient_quota"), EMPTY),
    (429, saying(PLAN, type="insufficient_quota", code="insufficient_quota"), EMPTY),
    (429, saying(PLAN), EMPTY),
    (500, saying(REPR, type=None, code="500"), EMPTY),
    (402, saying("Insufficient Balance"), EMPTY),
    (402, {"title": "Insufficient credit", "detail": "You have insufficient credit to run"}, EMPTY),
    (400, saying("Your credit balance is too low to access the API.", type="x"), EMPTY),
    (400, {"code": "Arrearage", "message": "Make sure your account is in good standing."}, EMPTY),
    (403, saying("用户额度不足, 剩余额度: $-0.000002", code="insufficient_user_quota"), EMPTY),
    (403, saying("user quota is not enough", code="insufficient_user_quota"), EMPTY),
    (403, saying("余额不足"), EMPTY),
    (403, {"detail": "User is locked. Reason: Exhausted balance. Top up your balance."}, EMPTY),
    (429, saying("Your account is not active.", code="billing_not_active"), EMPTY),
    (401, saying("Your trial has ended. Please add a payment method."), EMPTY),
    (403, saying("This method requires billing to be enabled.", status="PERMISSION_DENIED"), EMPTY),
    (403, saying("Credit card declined."), EMPTY),
    (403, saying("Subscription expired. Renew it to continue."), EMPTY),
    (403, {"code": "AllocationQuota.FreeTierOnly", "message": "Free tier exhausted."}, EMPTY),
    (429, saying("Monthly usage limit reached. Upgrade your plan."), EMPTY),
    (429, saying("You've reached your usage limit for this month."), EMPTY),
    (429, saying("Your prepayment credits are depleted.", status="RESOURCE_EXHAUSTED"), EMPTY),
    (200, saying("insufficient balance"), EMPTY),
    (200, {"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}, EMPTY),
    (200, {"code": 500, "msg": "余额不足", "data": None}, EMPTY),
    (403, saying("Key limit exceeded", code=403), KEY),
    (403, saying("Key limit exceeded (monthly limit). Manage it at https://x.example"), KEY),
    (401, saying("该令牌额度已用尽 !token.UsedQuota", type="one_api_error"), KEY),
    (400, saying(BUDGET, type="budget_exceeded", code="400"), A_BUDGET),
    (429, saying("Exceeded budget for deployment model_name: x", code="429"), A_BUDGET),
    (400, saying("ExceededBudget: End User=i over budget. Spend=0.1", code=401), A_BUDGET),
    (429, saying("Budget has been exceeded! Team=99c7 Current cost: 1", type="budget_exceeded"),
     "the team's budget at the gateway is used up"),
    (403, saying("The API key limit has been reached"), KEY),
    (403, saying("API key spending limit exceeded"), KEY),
    (402, saying("More credits needed: create a key with a higher limit", code=402), KEY),
    (403, saying("You have reached your monthly limit"), SPENDING),
    (400, saying("Billing hard limit has been reached"), SPENDING),
    (403, saying("Your team has reached its monthly spending limit."), SPENDING),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "message"), MONEY)
def test_no_money_is_told_whatever_status_it_wears(status, body, message):
    error = refused(status, body)
    assert (type(error), str(error)) == (errors.OutOfCredit, message)
    assert (error.retries, error.maybe_billed) == (0, False)
    assert "model" not in error.hint
    assert "Wait" not in error.hint


QUOTA = "Quota exceeded for metric: x/generate_content_free_tier_requests, limit: 2, model: m"
PER_MINUTE = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"
GOOGLE = saying(
    f"{PLAN}\n* {QUOTA}\nPlease retry in 26.3s.",
    code=429,
    status="RESOURCE_EXHAUSTED",
    details=[
        {"@type": "google.rpc.QuotaFailure", "violations": [{"quotaId": PER_MINUTE}]},
        {"@type": "google.rpc.RetryInfo", "retryDelay": "26s"},
    ],
)
RATES = [
    (GOOGLE, 26, 2),
    (saying(PLAN, details=[{"violations": [{"quotaId": PER_MINUTE}]}]), None, 2),
    (saying("Resource has been exhausted (check quota).", status="RESOURCE_EXHAUSTED"), None, 2),
    (saying("Quota exceeded: requests per minute", code="insufficient_quota"), None, 2),
    (saying("Quota exceeded. Try again in 30s"), 30, 2),
    (saying("Rate limit reached on images per min: Limit 5. Please try again in 12s."), 12, 2),
    (saying("Too many concurrent requests"), None, 2),
    (saying("Quota exceeded for requests_per_day"), None, 0),
    (saying("Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000"), None, 0),
    (saying("No deployments available for selected model, Try again in 5 seconds."), 5, 2),
]


@pytest.mark.parametrize(("body", "wait", "retries"), RATES)
def test_a_rate_is_no_matter_of_money(body, wait, retries):
    error = refused(429, body)
    assert type(error) is errors.RateLimited
    assert (error.retry_after, error.retries, error.maybe_billed) == (wait, retries, False)


def test_a_plan_without_the_model_is_neither():
    error = refused(429, saying(QUOTA.replace("limit: 2", "limit: 0"), status="RESOURCE_EXHAUSTED"))
    assert (type(error), error.retries) == (errors.NotAllowed, 0)
    assert type(refused(429, saying(QUOTA.replace("limit: 2", "limit: 0.5")))) is errors.RateLimited


@pytest.mark.parametrize(
    ("status", "body", "tries"),
    [
        (429, saying("The quota is used up.", code="insufficient_quota"), 1),
        (429, saying(BUDGET, type="budget_exceeded"), 1),
        (429, GOOGLE, 3),
        (429, saying("Rate limit exceeded: free-models-per-day"), 1),
        (429, saying("slow", retry_after=912044570), 1),
        (403, saying("Key limit exceeded"), 1),
    ],
)
def test_how_often_each_is_sent(status, body, tries):
    _, methods = asked_of(status, body)
    assert methods == ["POST"] * tries


# -- not here, not allowed --------------------------------------------------------------------

NOT_ALLOWED = [
    (404, "No endpoints found for your data policy", "own settings"),
    (404, "No endpoints found matching your data policy (Free model publication).", "own settings"),
    (404, "No endpoints available matching your guardrail restrictions", "own settings"),
    (404, "No allowed providers are available for the selected model.", "own settings"),
    (403, "Generative Language API has not been used in project 1 before", "own settings"),
    (404, "No endpoints found that support the requested output modalities: image", "no provider"),
    (404, "No endpoints found that support image input", "no provider"),
    (400, "User location is not supported for the API use.", "where you are"),
    (403, "Country, region, or territory not supported", "where you are"),
    (403, "This model is not available in your country", "where you are"),
    (401, "Your IP address is not authorized", "where you are"),
    (403, "您的 IP 不在令牌允许访问的列表中", "where you are"),
    (403, "Your organization must be verified to use the model `gpt-image-1`.", "verified"),
    (403, "Please verify your account before using this model", "verified"),
    (403, "This account has been suspended", "suspended"),
]


@pytest.mark.parametrize(("status", "words", "message"), NOT_ALLOWED)
def test_what_the_account_or_its_place_rules_out_is_told_in_the_gateways_words(
    status, words, message
):
    error, methods = asked_of(status, saying(words, code=status))
    assert type(error) is errors.NotAllowed
    assert message in str(error)
    assert error.said == words
    assert not error.maybe_billed
    assert methods == ["POST"]  # and no list of models was asked for


FIREWALLS = [
    (403, b"error code: 1010", "Cloudflare"),
    (403, b"<!DOCTYPE html><html><title>Just a moment...</title></html>", "Cloudflare"),
    (503, b"<html><head><title>Just a moment...</title></head></html>", "Cloudflare"),
    (403, b"<html><title>Attention Required! | Cloudflare</title></html>", "Cloudflare"),
    (403, {"cloudflare_error": True, "error_code": 1010, "title": "Error 1010"}, "Cloudflare"),
    (403, b"<HTML><TITLE>Access Denied</TITLE>Reference&#32;&#35;18.5f2c</HTML>", "Akamai"),
    (403, b"<TITLE>ERROR: The request could not be satisfied</TITLE> (CloudFront)", "Amazon"),
    (403, b"Request unsuccessful. Incapsula incident ID: 7", "Imperva"),
    (403, b"<html>The requested URL was rejected. Your support ID is: 4</html>", "F5"),
    (403, b"<html><title>Zscaler</title>Internet Security by Zscaler</html>", "Zscaler"),
    (403, b"<html><title>Web Filter Violation</title>FortiGuard</html>", "Fortinet"),
    (403, saying("Request blocked by the WAF"), "a firewall"),
    (403, b"<html><center><h1>403 Forbidden</h1></center><hr>nginx</html>", "example.org"),
    (403, b"Forbidden", "example.org"),
    (405, b"<html>405 Not Allowed</html>", "example.org"),
    (401, b"<html><title>Log in</title><form><input type=password></form></html>",
     "a log-in page"),
    (511, b"<html>Network Authentication Required</html>", "a log-in page"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "name"), FIREWALLS)
def test_a_firewall_says_nothing_about_keys_and_models(status, body, name):
    error = refused(status, body)
    assert type(error) is errors.Unreachable
    assert str(error) == "something before the gateway refused the request"
    assert error.said.startswith(name)
    told = " ".join(error.lines())
    assert "model" not in told
    assert "key" not in told
    assert not error.maybe_billed


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (403, b"this key may not use the model gpt-image", errors.KeyRefused),
        (403, saying("wrong scope"), errors.KeyRefused),
        (403, {"message": "Forbidden"}, errors.KeyRefused),
        (403, saying("Your API key was reported as leaked."), errors.KeyRefused),
        (403, b"insufficient balance", errors.OutOfCredit),
        (429, b"error code: 1015", errors.RateLimited),
        (413, b"<html>413 Request Entity Too Large cloudflare</html>", errors.TooLarge),
        (503, b"<html>503 Service Unavailable</html>", errors.GatewayFailed),
        (404, saying("Invalid URL (POST /v1/v1/chat/completions)"), errors.Unreachable),
        (404, saying("No endpoints found for google/nano"), errors.ModelNotFound),
        (404, {"code": "ModelNotFound", "message": "Model not exist."}, errors.ModelNotFound),
        (400, saying("at most 16 images per request"), errors.GatewayFailed),
        (400, saying("thinking_budget must be less than max_tokens"), errors.GatewayFailed),
    ],
)
def test_what_is_no_firewall_stays_what_it_is(status, body, kind):
    assert type(refused(status, body)) is kind


@pytest.mark.parametrize(
    ("status", "billed"),
    [(520, True), (521, False), (522, True), (523, False), (524, True), (525, False), (530, False)],
)
def test_only_a_gateway_that_was_reached_may_have_billed(status, billed):
    error = refused(status, f"error code: {status}".encode(), elapsed=30.0)
    assert (type(error), error.maybe_billed) == (errors.GatewayFailed, billed)


@pytest.mark.thorough
def test_an_endless_list_of_details_takes_a_moment():
    details = [{"violations": [{"quotaId": PER_MINUTE}] * 1000}] * 1000
    assert type(refused(429, saying("x", details=details))) is errors.RateLimited


def test_a_pages_scripts_are_not_its_words():
    page = b"<html><script>var secret = 1</script><style>p {}</style><p>No entry</p></html>"
    assert page_words(page).split() == ["No", "entry"]


# -- moderation -------------------------------------------------------------------------------

AZURE = {"code": "content_filter", "innererror": {"code": "ResponsibleAIPolicyViolation"}}
MODERATED = [
    (400, saying("Your request was rejected by the safety system.")),
    (400, saying("x", code="content_policy_violation")),
    (400, saying("x", code="moderation_blocked")),
    (400, saying("The response was filtered", **AZURE)),
    (400, saying("Output data may contain inappropriate content.", code="data_inspection_failed")),
    (400, {"code": "DataInspectionFailed", "message": "Output data may contain …"}),
    (400, saying("系统检测到输入或生成内容可能包含不安全或敏感内容", code="1301")),
    (400, saying("x", code="OutputImageSensitiveContentDetected")),
    (500, saying("litellm.ContentPolicyViolationError: AzureException - filtered", code="500")),
    (200, saying("x", code="content_policy_violation")),
    (200, {"base_resp": {"status_code": 1026, "status_msg": "input new_sensitive"}}),
    (200, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}),
    (200, {"promptFeedback": {"blockReason": "OTHER"}}),
    (200, {"candidates": [{"content": {}, "finishReason": "IMAGE_SAFETY"}]}),
    (200, {"choices": [{"message": {}, "native_finish_reason": "IMAGE_RECITATION"}]}),
    (200, {"status": "incomplete", "incomplete_details": {"reason": "content_filter"}}),
    (200, {"id": "t1", "status": "Request Moderated", "result": None}),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body"), MODERATED)
def test_moderation_is_told_in_each_shape(status, body):
    error = refused(status, body)
    assert type(error) is errors.Blocked
    assert error.hint == "Asking the same again won't help; ask differently."


def test_a_model_that_made_no_picture_is_asked_for_one():
    body = {"candidates": [{"content": {"parts": []}, "finishReason": "NO_IMAGE"}]}
    error = refused(200, body)
    assert (type(error), error.said) == (errors.NoPicture, "NO_IMAGE")
    assert error.hint == "Say in the prompt that you want a picture."


# -- later ------------------------------------------------------------------------------------

LOADING = {"error": "Model x/FLUX.1-dev is currently loading", "estimated_time": 26.0}


@pytest.mark.parametrize(
    ("status", "body", "message", "retries"),
    [
        (503, LOADING, "the model is still being loaded", 1),
        (503, saying("The model is warming up"), "the model is still being loaded", 0),
        (503, saying("No available channel for model x under group default"), "nobody", 0),
        (503, b"no healthy upstream", "nobody", 0),
        (529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
         "overloaded", 0),
        (503, saying("The model is overloaded. Please try again later."), "overloaded", 0),
    ],
)  # fmt: skip
def test_a_gateway_that_could_not_begin_has_billed_nothing(status, body, message, retries):
    error = refused(status, body)
    assert type(error) is errors.GatewayFailed
    assert message in str(error)
    assert (error.maybe_billed, error.retries) == (False, retries)
    assert error.hint.startswith(("Wait", "It asks to wait"))


def test_a_wait_in_the_words_is_kept_and_told():
    error = refused(429, saying("Too many requests. Please try again in 1m2s."))
    assert (error.retry_after, error.hint) == (62, "It asks to wait 62 s.")


def test_an_absurd_wait_is_told_in_words_of_people():
    error = refused(429, saying("slow"), retry_after="912044570")
    assert error.hint == "It asks to wait more than a day."


FLAGGED = {"msg": "It was flagged.", "loc": ["body"], "type": "content_policy_violation"}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (422, {"detail": [FLAGGED]}, errors.Blocked),
        (400, saying("Blocked by Guardrail", code="guardrail_intervened"), errors.Blocked),
        (404, saying("This is not a chat model. Use v1/completions."), errors.NotAllowed),
        (400, saying("x does not support chat completions"), errors.NotAllowed),
        (400, saying("Only available via the images API"), errors.NotAllowed),
        (403, saying("Access from your location is blocked"), errors.NotAllowed),
        (404, {"error": 'path "/v1/chat/completions" not found'}, errors.Unreachable),
        (405, {"detail": "Method Not Allowed"}, errors.Unreachable),
        (410, saying("This was discontinued."), errors.ModelNotFound),
    ],
)
def test_a_refusal_is_what_its_words_say(status, body, kind):
    assert type(refused(status, body)) is kind


def test_a_payment_method_that_would_raise_a_rate_is_a_matter_of_the_rate():
    words = "Rate limit reached: 3 / min. Add a payment method to increase your rate limit."
    assert type(refused(429, saying(words))) is errors.RateLimited


def test_a_sentence_is_found_by_its_capital_name_as_well():
    assert refused(403, {"Message": "You have no access."}).said == "You have no access."
