"""Names that what is generated from a table uses itself: one list, which a test holds against the generated modules.

Operations, models and parameters are called what the API calls them. Where such a name is taken, it gets an underscore in the
generated code, everywhere the same (``compile/names.py``). The names of answers and their fields are refused instead.
"""

from __future__ import annotations

from keyword import kwlist

WORDS = frozenset(kwlist)
"""Words that are no names in Python."""

TYPES = frozenset({
    "Any", "CLASSES", "ClassVar", "EVENTS", "FINAL", "FileInput", "Files", "ImageModel", "Literal", "Mapping", "Message", "Nested",
    "NoReturn", "OMIT", "Omitted", "REVISION", "Request", "Revision", "Sequence", "TYPE_CHECKING", "TypeAlias", "TypedDict",
    "Array", "ArrayBuffer", "File", "FileDescription", "Promise", "Record", "Upload",
})  # fmt: skip
"""What the modules of classes, TypedDicts and answers, and the TypeScript declarations, use beside their own types."""

ATTRIBUTES = frozenset({
    "Any", "ClassVar", "FileInput", "Files", "Literal", "Mapping", "Nested", "OMIT", "Omitted", "REVISION", "Request", "Revision", "bool",
    "dict", "field", "frozenset", "int", "str", "tuple",
    "context", "from_dict", "models", "operation", "self", "to_dict",
})  # fmt: skip
"""What the bodies of request classes use, and what every request has beside its parameters."""

FIELDS = frozenset({
    "ClassVar", "Literal", "brief", "builtins", "dict", "doc", "field", "int", "staticmethod", "str", "tuple",
    "bytes", "extra", "from_dict", "nulls", "order", "problems", "self", "to_dict",
})  # fmt: skip
"""What the bodies of answer classes use, and what every answer has beside its fields."""

MODULES = frozenset({
    "__init__", "classes", "constants", "responses", "schemas", "sources", "types", "vocabulary",
    "check", "is_valid", "validate",
})  # fmt: skip
"""The modules of a compiled package beside those of operations, and the functions that it has under the names of modules."""

DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Names that are no files on Windows."""

INHERITED = frozenset({
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor", "hasOwnProperty",
    "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
})  # fmt: skip
"""What every object of JavaScript has: to a validator there, each of them is in every request."""
