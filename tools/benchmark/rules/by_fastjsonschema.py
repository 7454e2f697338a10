"""fastjsonschema: Python source made of the schema when it is loaded."""

import fastjsonschema

from .schema import SCHEMA

VALIDATE = fastjsonschema.compile(SCHEMA)


def is_valid(p):
    try:
        VALIDATE(p)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def first(p):
    """The first mistake in words."""
    try:
        VALIDATE(p)
    except fastjsonschema.JsonSchemaValueException as error:
        return [error.message]
    return []
