"""The cost of a reply: what was really paid, or unknown; never a wrong 0."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.gateway.costs import reported_cost

OWN_KEY = {"cost": 0, "is_byok": True}
UPSTREAM = {"cost_details": {"upstream_inference_cost": 0.039}}
LITELLM = "x-litellm-response-cost"


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        (OWN_KEY | UPSTREAM, 0.039),
        (OWN_KEY | UPSTREAM | {"cost": 0.002}, 0.041),
        (OWN_KEY | UPSTREAM | {"cost": None}, 0.039),
        (OWN_KEY | {"cost_details": {"upstream_inference_cost": "0.039"}}, 0.039),
        ({"cost": 0, "is_byok": "true"} | UPSTREAM, 0.039),
        (OWN_KEY, None),
        (OWN_KEY | {"cost": 0.002}, None),
        (OWN_KEY | {"cost_details": {"upstream_inference_cost": None}}, None),
        (OWN_KEY | {"cost_details": {"upstream_inference_cost": 0}}, None),
    ],
)
def test_with_a_key_of_ones_own_the_providers_part_counts_as_well(usage, cost):
    assert reported_cost({"usage": usage}, {}) == pytest.approx(cost)


def test_a_key_of_ones_own_may_be_said_beside_the_usage():
    assert reported_cost({"usage": {"cost": 0}, "is_byok": True}, {}) is None


def test_the_routers_charge_holds_the_providers_part_already():
    assert reported_cost({"usage": UPSTREAM | {"cost": 0.04, "is_byok": False}}, {}) == 0.04
    assert reported_cost({"usage": UPSTREAM | {"cost": 0.04}}, {}) == 0.04


def test_a_zero_beside_a_price_of_the_provider_is_not_believed():
    assert reported_cost({"usage": UPSTREAM | {"cost": 0}}, {}) == 0.039
    assert reported_cost({"usage": UPSTREAM}, {}) == 0.039
    assert reported_cost({"usage": UPSTREAM | {"cost": 0, "is_byok": False}}, {}) == 0


@pytest.mark.parametrize(
    ("usage", "header", "cost"),
    [
        ({"cost": 0}, None, 0.0),  # a model that is free: the gateway says so itself
        ({}, "0.0", None),
        ({}, "0", None),
        ({}, "None", None),
        ({"cost": 0}, "0.0", None),
        ({"cost": 0}, "0.02", 0.02),
        ({}, "3.45e-05", 3.45e-05),
        (OWN_KEY, "0.5", None),
        ({"cost": -1}, "0.02", 0.02),
    ],
)
def test_a_zero_of_litellm_is_a_price_that_it_does_not_know(usage, header, cost):
    headers = {} if header is None else {LITELLM: header}
    assert reported_cost({"usage": usage}, headers) == cost


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ({"usage": {"cost": "0.039"}}, 0.039),
        ({"usage": {"cost": "$0.039"}}, 0.039),
        ({"usage": {"cost": "0.039 USD"}}, 0.039),
        ({"usage": {"total_cost": 0.039}}, 0.039),
        ({"usage": {"cost_usd": 0.039}}, 0.039),
        ({"usage": {"cost": {"total": 0.039, "currency": "USD"}}}, 0.039),
        ({"usage": {"cost": {"request_cost": 0.005, "total_cost": 0.039}}}, 0.039),
        ({"usage": {"cost_in_usd_ticks": 390_000_000}}, 0.039),
        ({"cost_usd": 0.039}, 0.039),
        ({"usage": {"cost": "¥0.28"}}, None),
        ({"usage": {"cost": 0.28, "currency": "CNY"}}, None),
        ({"usage": {"cost": 0.28}, "currency": "CNY"}, None),
        ({"usage": {"cost": {"total": 0.28, "currency": "EUR"}}}, None),
        ({"usage": {"cost": 4, "unit": "credits"}}, None),
        ({"usage": {"credits_used": 4}}, None),
        ({"usage": {"cost": {"input": 0.001, "output": 0.038}}}, None),
        ({"usage": {"cost": True}}, None),
        ({"usage": {"cost": "nan"}}, None),
        ({"usage": {"cost": float("inf")}}, None),
        ({"usage": {"cost": 10**400}}, None),
        ({"usage": [0.039]}, None),
        ({}, None),
    ],
)
def test_dollars_are_read_in_each_shape_and_no_currency_is_guessed(document, cost):
    assert reported_cost(document, {}) == cost


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.dictionaries(
        st.sampled_from(
            ["cost", "cost_details", "upstream_inference_cost", "is_byok", "total", "currency"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=8,
)


@given(JSON, st.text(max_size=8))
def test_whatever_is_said_the_cost_is_an_amount_or_unknown(usage, header):
    cost = reported_cost({"usage": usage}, {LITELLM: header})
    assert cost is None or (math.isfinite(cost) and cost >= 0)
    json.dumps(cost, allow_nan=False)
