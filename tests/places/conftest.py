"""The packages of Node, as the tests of the schemas install them."""

from tests.schemas.conftest import node_packages as node_packages  # noqa: PLC0414  # a fixture of this folder, too
