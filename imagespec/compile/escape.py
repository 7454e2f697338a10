"""Text of a table in what is generated: one function per language, each of which leaves nothing that the language would act on.

In code, text is a literal (``writer.literal``) or stands in a docstring; in JSON it is what ``json`` writes.
"""

from __future__ import annotations

import html as _html
import re

_MARKUP = re.compile(
    r"[\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # anywhere; an underscore in a word is one
    r"|^[#+=-]|(?<=^\d)(?=[.)])"  # at the beginning
    r"|(?i:(?<=http)|(?<=https)|(?<=ftp)):(?=//\w)|(?i:(?<=\bwww))\."  # in an address
)
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def docstring(text: str) -> str:
    """Text in a docstring between three double quotes."""
    return plain(text).replace("\\", "\\\\").replace('"', "'")


def comment(text: str) -> str:
    """Text in a documentation comment of TypeScript or JavaScript: neither its end nor a tag."""
    return plain(text).replace("*/", "* /").replace("@", "&#64;")


def markdown(text: str) -> str:
    """Text as one line of Markdown that shows it as it is: no markup, no HTML, no address that becomes a link."""
    return _MARKUP.sub(r"\\\g<0>", _html.escape(plain(text), quote=False))


def markdown_address(url: str) -> str:
    """An address as the target of a link in Markdown."""
    return re.sub(r"[\s<>()\[\]\\`\"']", lambda found: f"%{ord(found[0]):02X}", url)


def html(text: str) -> str:
    """Text in HTML, between tags or in the quotes of an attribute."""
    return _html.escape(plain(text))


def plain(text: str) -> str:
    """Text on one line, without control characters."""
    return _SPACE.sub(" ", text)
