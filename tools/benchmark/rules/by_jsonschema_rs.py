"""jsonschema-rs: the schema as a tree in Rust, with the quicker of its two engines for regular expressions."""

import jsonschema_rs

from .schema import SCHEMA

VALIDATOR = jsonschema_rs.Draft7Validator(SCHEMA, pattern_options=jsonschema_rs.RegexOptions())
is_valid = VALIDATOR.is_valid


def findings(p):
    return list(VALIDATOR.iter_errors(p))


def sentences(p):
    return [error.message for error in VALIDATOR.iter_errors(p)]
