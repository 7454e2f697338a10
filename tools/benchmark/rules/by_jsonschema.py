"""jsonschema: the schema is walked for every request."""

from jsonschema import Draft7Validator

from .schema import SCHEMA

VALIDATOR = Draft7Validator(SCHEMA)
is_valid = VALIDATOR.is_valid


def findings(p):
    return list(VALIDATOR.iter_errors(p))


def sentences(p):
    return [error.message for error in VALIDATOR.iter_errors(p)]
