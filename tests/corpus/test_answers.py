"""What the API is told to answer, against what it did answer: ``answers.jsonl`` says so for rows of ``rejections.jsonl``.

``message`` is a message in full, ``part`` what a source quotes of one; ``param`` and ``code`` are given where they are known.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.test_corpus import EXCEPTIONS, REJECTIONS, Row, handle_of, rows, written_out

ANSWERS = {row["id"]: row for row in rows("answers")}
REQUESTS = {row["id"]: row for row in REJECTIONS}

DIFFERENT = {
    "kl-variations-404": "the endpoint is gone, and answers a model that it never served with nothing",
    "whatsapp-62": "three wordings for sizes of the DALL-E models in three years; this is one of them",
    "edenai-512": "three wordings for sizes of the DALL-E models in three years; this is one of them",
    "coai-280": "three wordings for sizes of the DALL-E models in three years; this is another of them",
    "lobehub-9920-mini": "two wordings for gpt-image-1-mini in a year, and unknown_parameter elsewhere",
    "storyboard-38091": "a form is also held against the shape of dall-e-2, and the mistake in that is told here",
    "goopenai-188": "of 2023, when requests needed no model",
    "avee-rgb": "of 2023, when requests needed no model",
    "bench-mask-L": "a mask without alpha is told of its alpha channel by two other sources",
    "cf-image": "another service, in words of its own",
    "ms-snippet-512": "quoted in a document without the space that others have",
    "nest-dalle2-quality": "the key is doubtful for dall-e-2, its value is refused: the finding about the value is the error",
    "dalle3-after-removal": "a model that does not exist any more was read as one of another family",
    "azure-json-image": "quoted without its second sentence",
    "rubyllm-wav": "images are counted from 0 in some answers and from 1 in others",
}
"""Rows whose message is not the one that is predicted, each with the reason."""


def predicted(row: Row, day: str | None) -> dict[str, Any]:
    """What the API would answer, by the revision that the row is judged by, on the day of the answer."""
    report = handle_of(row).check(written_out(row["request"]), row["operation"], today=day or "2026-05-11")
    answer = report.to_openai_error()
    assert answer, report
    assert list(answer) == ["error"]
    assert list(answer["error"]) == ["message", "type", "param", "code"]
    error: dict[str, Any] = answer["error"]
    return error


KNOWN = [pytest.param(answer, id=name) for name, answer in ANSWERS.items() if name not in EXCEPTIONS]


@pytest.mark.parametrize("answer", KNOWN)
def test_param_and_code(answer: Row) -> None:
    error = predicted(REQUESTS[answer["id"]], answer.get("date"))
    for key in ("param", "code"):
        assert answer.get(key, error[key]) == error[key]


@pytest.mark.parametrize("answer", [param for param in KNOWN if param.values[0].keys() & {"message", "part"}])
def test_message(answer: Row) -> None:
    message = predicted(REQUESTS[answer["id"]], answer.get("date"))["message"]
    same = message == answer["message"] if "message" in answer else answer["part"] in message
    assert same != (answer["id"] in DIFFERENT), message


def test_there_are_many() -> None:
    assert sum("param" in answer for answer in ANSWERS.values()) >= 55
    assert sum("code" in answer for answer in ANSWERS.values()) >= 60
    assert sum("message" in answer for answer in ANSWERS.values()) >= 80
    assert set(DIFFERENT) <= set(ANSWERS)
    assert set(ANSWERS) <= set(REQUESTS)
