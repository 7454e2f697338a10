"""The parameters of a revision as a module: each distinct one once, with the test of its limits as straight-line code."""

from __future__ import annotations

import re

from imagespec.compile.javascript.limits import Limits
from imagespec.compile.javascript.script import Code, Script, identifier, imported, laid_out, literal
from imagespec.kinds import Interaction
from imagespec.kinds.kind import Constraint, Kind
from imagespec.kinds.type_ import JAVASCRIPT_READERS
from imagespec.spec.model import Contract, Parameter

_CALLED = {
    "./contract.js": ("parameter",),
    "./files.js": ("USUAL", "dataFormat", "fileFacts"),
    "./said.js": ("present",),
    "./sizes.js": ("dimensions",),
    "./text.js": ("longer", "points"),
    "./values.js": ("array", "boolean", "formBoolean", "formInteger", "integer", "object", "own", "string"),
}
"""What the tests call, by module."""


class Outcome:
    """What a violated kind writes: a finding, after which a verdict stops."""

    def __init__(self, script: Script, kind: Constraint, shown: str, owner: str) -> None:
        self._script, self._kind, self._shown, self._owner = script, kind, shown, owner

    def when(self, expression: str, problem: str) -> None:
        """Report a problem when an expression is true."""
        said = self._kind.severity_of(problem)
        call = f"to.{said}({self._script.limit(self._kind)}, {literal(problem)}, {self._shown}, at, {self._owner})"
        test = "" if expression == "true" else f"({expression}) && " if " || " in expression else f"{expression} && "
        line = f"if ({test}{call}) return true;"
        self._script.line(line)


class Parameters:
    """Parameters, and the limits between them, by the names of the constants that hold them."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, parameter: Parameter) -> str:
        """The constant of a parameter."""
        return self._named(identifier(parameter.rule, "parameter"), lambda name: self._parameter(parameter, name))

    def between(self, contract: Contract, interaction: Interaction) -> str:
        """The constant of a limit between parameters."""
        of = [contract[name] for name in interaction.parameters]
        about = identifier(*interaction.parameters, "between")
        return self._named(about, lambda name: self._between(interaction, [self.name(parameter) for parameter in of], name))

    def source(self) -> str:
        """The module of the parameters."""
        text = "\n".join(self._texts.values())
        words = set(re.findall(r"[A-Za-z_$][\w$]*", text))
        heads = [imported(words & set(names), module) for module, names in _CALLED.items()]
        limits = set(self.limits.names) & words
        return "".join(heads) + imported(limits, "./limits.js") + "\n" + text

    def _named(self, base: str, write: object) -> str:
        body = write("$self")  # type: ignore[operator]
        if body not in self._names:
            name, number = base, 1
            while name in self._taken or name in self.limits.names:
                number += 1
                name = f"{base}{number}"
            self._taken.add(name)
            self._names[body] = name
            self._texts[name] = body.replace("$self", name)
        return self._names[body]

    def _parameter(self, parameter: Parameter, name: str) -> str:
        type_ = parameter.type
        data: dict[str, object] = {"name": parameter.name}
        data |= {"rule": parameter.rule} if parameter.rule != parameter.name else {}
        data |= {"names": parameter.names} if parameter.also_named else {}
        data["type"] = self._limit(type_, parameter)
        if not type_.open:
            data["read"] = Code(JAVASCRIPT_READERS[type_.reader])
        held = [*parameter.constraints, *(parameter.instead.constraints if parameter.instead else ())]
        if held:
            data["limits"] = [self._limit(kind, parameter) for kind in dict.fromkeys(held)]
        doubt = next((kind for kind in parameter.constraints if kind.leaves_out), None)
        data |= {"doubt": self._limit(doubt, parameter)} if doubt else {}
        data |= {"required": self._limit(parameter.required, parameter)} if parameter.required else {}
        data |= {"once": self._limit(parameter.once, parameter)} if parameter.once else {}
        data |= {"numbered": True} if parameter.numbered else {}
        data |= {"instead_of": parameter.instead_of} if parameter.instead_of else {}
        data |= {"fields": [Code(self.name(field)) for field in parameter.fields]} if parameter.fields else {}
        data |= {"item": Code(self.name(parameter.item))} if parameter.item else {}
        data |= {"unknown": self._limit(parameter.unknown, parameter)} if parameter.unknown else {}
        data |= {"default": parameter.default} if isinstance(parameter.default, (str, int, bool)) else {}
        script = Script(lambda kind: str(self._limit(kind, parameter)))
        with script.block(f"export const {name} = /* @__PURE__ */ parameter({{", "});"):
            for key, value in data.items():
                script.line(f"{key}: {laid_out(value, 1, len(key) + 3)},")
            self._tests(script, parameter, name)
        return "\n".join(script.lines) + "\n"

    def _limit(self, kind: Constraint, parameter: Parameter) -> Code:
        return Code(self.limits.name(kind, parameter.rule))

    def _tests(self, script: Script, parameter: Parameter, name: str) -> None:
        files = parameter.type.name == "files"
        whole = [kind for kind in parameter.constraints if kind.OF_ARRAYS and files]
        single = [kind for kind in parameter.constraints if not (kind.OF_ARRAYS and files)]
        if whole:
            with script.block("ofArrays: (value, to, at) => {", "},"):
                for kind in whole:
                    kind.emit_javascript(script, "value", Outcome(script, kind, "value", name))
                script.line("return false;")
        if not single and not parameter.instead:
            return
        shown = "raw" if parameter.type.reader == "file_facts" else "value"
        arguments = "value, to, at, request, raw" if shown == "raw" else "value, to, at, request" if parameter.instead else "value, to, at"
        with script.block(f"test: ({arguments}) => {{", "},"):
            if parameter.instead:
                when = parameter.instead.when
                with script.block(f"if ({when.in_javascript(f'(own(request, {literal(when.parameter)}) ?? undefined)')}) {{"):
                    self._each(script, parameter.instead.constraints, shown, name)
                    script.line("return false;")
            self._each(script, single, shown, name)
            script.line("return false;")

    def _each(self, script: Script, kinds: list[Kind] | tuple[Kind, ...], shown: str, name: str) -> None:
        for kind in kinds:
            kind.emit_javascript(script, "value", Outcome(script, kind, shown, name))

    def _between(self, interaction: Interaction, of: list[str], name: str) -> str:
        limit = self.limits.name(interaction, interaction.parameters[0])
        script = Script(lambda kind: self.limits.name(kind, interaction.parameters[0]))
        variables = [f"x{index}" for index in range(len(of))]
        with script.block(f"export const {name} = {{", "};"):
            script.line(f"limit: {limit},")
            script.line(f"of: [{', '.join(of)}],")
            with script.block(f"test: ({', '.join(variables)}, to, at, value, owner) => {{", "},"):
                over = dict(zip(interaction.parameters, variables, strict=True))
                interaction.emit_javascript_over(script, over, Outcome(script, interaction, "value", "owner"))
                script.line("return false;")
        return "\n".join(script.lines) + "\n"
