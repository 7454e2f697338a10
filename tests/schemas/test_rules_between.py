"""Rules between parameters, written together where they share a side, say what each says alone: all combinations are tried."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.json_schema import DRAFTS, json_schema
from imagespec.compile.shapes.rules import rules
from tests.schemas.requests import as_javascript_has_it

ABSENT = object()
TABLE = """
table: shop
revision: "2026-01-01"
title: Shop

sources:
  manual: {title: Shop manual, url: https://shop.example/manual, date: "2026-01-01"}

operations:
  draw:
    title: Draw a picture
    method: POST
    path: /v1/draw
    encoding: ENCODING
    source: manual
    default_model: {model: pencil, source: manual}
    parameters:
      text: {type: string, required: true}
      model: {type: string, nullable: true}
      format: {type: string, nullable: true, default: png, one_of: {values: [png, jpg, gif]}}
      count: {type: integer, nullable: true, default: 1, range: {min: 0, max: 90}}
      few: {type: integer, nullable: true, default: 1, range: {min: 0, max: 3}}
      live: {type: boolean, nullable: true, default: false}
      frames: {type: integer, nullable: true}
      stencil: {type: object, nullable: true, fields: {id: {type: string}}}

models:
  pencil:
    title: Pencil
    source: manual
    operations:
      draw:
        takes: [text, format, count, few, live, frames, stencil]
        interactions:
          - {when: {frames: {}}, needs: {format: gif}}
          - {when: {count: {above: 80}}, needs: {format: gif}}
          - {when: {count: {below: 10}}, needs: {format: gif}, basis: inferred}
          - {when: {format: gif}, needs: {count: {max: 40}}}
          - {when: {format: gif}, needs: {count: {min: 1}}}
          - {when: {format: gif}, needs: {few: {max: 1}}}
          - {when: {format: gif}, excludes: stencil}
          - {when: {live: true}, needs: {format: [png, jpg]}}
          - {when: {few: {above: 2}}, excludes: frames}
          - {when: {stencil: {}}, excludes: frames}
"""
VALUES: dict[str, tuple[Any, ...]] = {
    "format": (ABSENT, None, "png", "gif", "bmp"),
    "count": (ABSENT, None, 0, 1, 40, 41, 81, 91, "41", "x"),
    "few": (ABSENT, None, 1, 2.0, 3, "3"),
    "live": (ABSENT, None, True, False, "true"),
    "frames": (ABSENT, None, 5, "5"),
    "stencil": (ABSENT, None, {}, {"id": "x"}, 5),
}


@pytest.fixture(scope="module", params=["json", "multipart"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Handle:
    path: Path = tmp_path_factory.mktemp("shop") / "shop.yaml"
    path.write_text(TABLE.replace("ENCODING", request.param), "utf-8")
    return imagespec.load(path)


def test_rules_that_share_a_side_are_one(shop: Handle) -> None:
    between = rules(shop.spec.contract("draw", "pencil"))
    assert len(between) < 9
    assert "frames, count above 80 only with format gif." in [rule["description"] for rule in between]


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_combination_gets_the_verdict_of_the_engine(shop: Handle, draft: str) -> None:
    schemas = {shape: json_schema(shop.spec, "draw", "pencil", shape, draft) for shape in ("model", "editor", "union", "form")}
    valid = {shape: jsonschema_rs.validator_for(schema).is_valid for shape, schema in schemas.items()}
    slow = {shape: jsonschema.validators.validator_for(schema)(schema).is_valid for shape, schema in schemas.items()}
    seen: set[bool] = set()
    for index, values in enumerate(product(*VALUES.values())):
        request = {"text": "a"} | {name: value for name, value in zip(VALUES, values, strict=True) if value is not ABSENT}
        sent = as_javascript_has_it(request) if shop.spec.operations["draw"].encoding == "multipart" else request
        verdict = shop.is_valid(sent, "draw")
        seen.add(verdict)
        for shape, judge in valid.items():
            right = (verdict, False) if shape == "form" else (verdict,)
            assert judge(request) in right, (shape, request)
            assert index % 97 or slow[shape](request) in right, (shape, request)
    assert seen == {True, False}
