"""Any name in any place of a table: it loads and everything made from it works, or it is refused with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imagespec import TableError
from imagespec.compile.names import attribute_name, file_names, module_names, type_name
from tests.generated.artefacts import Workshop
from tests.generated.tables import Table, base, loaded, model, names, operation

Names = list[str]
TEXT: Table = {"type": "string"}


def _operations(chosen: Names) -> Table:
    rows = {name: operation("text", path=f"/v1/{number}") for number, name in enumerate(chosen)}
    return base(operations=rows, models={"pencil": model(chosen, ["text"])})


def _parameters(chosen: Names) -> Table:
    return base(operations={"draw": operation("text", *chosen)}, models={"pencil": model(["draw"], ["text", *chosen])})


def _objects(chosen: Names) -> Table:
    declared: dict[str, Table] = {name: {"type": "object", "fields": {"a": TEXT, name: TEXT}} for name in chosen}
    return base(operations={"draw": operation("text", **declared)}, models={"pencil": model(["draw"], ["text", *chosen])})


def _fields(chosen: Names) -> Table:
    inner = {"type": "object", "fields": dict.fromkeys(chosen, TEXT)}
    row = operation("text", style=inner, layers={"type": "array", "items": inner})
    return base(operations={"draw": row}, models={"pencil": model(["draw"], ["text", "style", "layers"])})


def _spellings(chosen: Names) -> Table:
    declared: dict[str, Table] = {f"p{number}": {"type": "string", "also_named": [name]} for number, name in enumerate(chosen)}
    return base(operations={"draw": operation(**declared)}, models={"pencil": model(["draw"], list(declared))})


def _models(chosen: Names) -> Table:
    """Each with limits of its own, so that each has a class."""
    declared = {
        name: model(["draw"], ["text"]) | {"parameters": {"text": {"length": {"max": number + 5}}}} for number, name in enumerate(chosen)
    }
    return base(models=declared)


def _snapshots(chosen: Names) -> Table:
    return base(models={"pencil": model(["draw"], ["text"]) | {"snapshots": {name: {"source": "manual"} for name in chosen}}})


def _answers(chosen: Names) -> Table:
    fields = {"image": {"type": "string", "summary": "An image"}}
    rows = {name: {"summary": "An answer", "source": "manual", "event": f"e{n}", "fields": fields} for n, name in enumerate(chosen)}
    return base(responses={**rows, "Either": {"summary": "One of them", "source": "manual", "any_of": chosen}})


def _answer_fields(chosen: Names) -> Table:
    fields: dict[str, Table] = {name: {"type": "string", "summary": "A text", "encoding": "base64"} for name in chosen}
    fields["others"] = {"type": "array", "items": "Inner", "summary": "Others"}
    inner = {"summary": "Inside", "source": "manual", "fields": {"a": {"type": "integer", "summary": "A number"}}}
    return base(responses={"Answer": {"summary": "An answer", "source": "manual", "fields": fields}, "Inner": inner})


def _families(chosen: Names) -> Table:
    families = {name: {"title": "Tools", "source": "manual"} for name in chosen}
    return base(families=families, models={f"m{n}": model(["draw"], ["text"]) | {"family": name} for n, name in enumerate(chosen)})


def _sources(chosen: Names) -> Table:
    table = base()
    table["sources"] |= dict.fromkeys(chosen, table["sources"]["manual"])
    table["models"]["pencil"]["source"] = chosen
    return table


PLACES: dict[str, tuple[Callable[[Names], Table], int]] = {
    "operations": (_operations, 20),
    "parameters": (_parameters, 100),
    "objects": (_objects, 50),
    "fields": (_fields, 100),
    "spellings": (_spellings, 100),
    "models": (_models, 40),
    "snapshots": (_snapshots, 100),
    "answers": (_answers, 100),
    "answer_fields": (_answer_fields, 100),
    "families": (_families, 50),
    "sources": (_sources, 100),
}
"""How a table with names in a place is made, and how many of them."""


def usable(build: Callable[[Names], Table], chosen: Names) -> Iterator[Names]:
    """The names that load, in lots; each of the others is refused with a remedy."""
    try:
        loaded(build(chosen))
    except TableError as error:
        if len(chosen) == 1 and error.problem and error.remedy:
            return
        half = len(chosen) // 2
        yield from usable(build, chosen[:half])
        yield from usable(build, chosen[half:])
    else:
        yield chosen


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory, depth: Callable[[int, int], int]) -> Workshop:
    """Everything that is made from tables with the names in every place."""
    found = Workshop(tmp_path_factory.mktemp("names"))
    swept = names(2_000)
    for place, (build, most) in PLACES.items():
        step = depth(len(swept) // 40, 1)
        chosen = swept[len(place) % step :: step]
        lots = [lot for start in range(0, len(chosen), most) for lot in usable(build, chosen[start : start + most])]
        assert sum(map(len, lots)) >= len(chosen) / depth(20, 10), place  # the share wavers in a sample
        together = [name for lot in lots for name in lot]
        for number, start in enumerate(range(0, len(together), most)):
            for part, lot in enumerate(usable(build, together[start : start + most])):
                found.add(f"{place}_{number}_{part}", build(lot))
    return found


def test_python_takes_everything(workshop: Workshop) -> None:
    workshop.compile_python()


def test_typescript_takes_everything(workshop: Workshop, node_packages: Path) -> None:
    workshop.compile_typescript(node_packages)


@pytest.mark.exhaustive
def test_type_checkers_take_everything(workshop: Workshop) -> None:
    workshop.check_types()


def test_operations_have_modules_of_their_own() -> None:
    chosen = ["classes", "check", "is-valid", "generate", "generate-rows", "from", "aux", "rows", "sources", "edit-json"]
    modules = module_names(chosen)
    assert (modules["classes"], modules["check"], modules["is-valid"], modules["from"]) == ("classes_", "check_", "is_valid_", "from_")
    assert (modules["generate"], modules["generate-rows"], modules["edit-json"]) == ("generate", "generate_rows_", "edit_json")
    taken = [name for module in modules.values() for name in (module, f"{module}_rows")]
    assert len(taken) == len(set(taken)) == 2 * len(chosen)


@pytest.mark.parametrize(
    ("name", "taken", "attribute"),
    [
        ("from", (), "from_"),
        ("class", (), "class_"),
        ("self", (), "self_"),
        ("field", (), "field_"),
        ("__debug__", (), "debug"),
        ("image[]", (), "image"),
        ("image[]", ("image",), "image_"),
        ("_2x", (), "p_2x"),
        ("size", (), "size"),
        ("_", (), "value"),
    ],
)
def test_parameters_have_attributes_of_their_own(name: str, taken: tuple[str, ...], attribute: str) -> None:
    assert attribute_name(name, taken) == attribute


def test_types_have_names_of_their_own() -> None:
    assert type_name("FileInput", ()) == "FileInput_"
    assert type_name("PencilDraw", ("PencilDraw", "PencilDraw_")) == "PencilDraw__"
    both = _operations(["draw", "request"]) | {"models": {"draw": model(["draw", "request"], ["text"])}}
    spec = loaded(both)
    from imagespec.compile.classes import class_names

    assert class_names(spec) == ("DrawDraw", "DrawRequest_", "DrawRequest", "RequestRequest")


def test_files_are_inside_their_folder_on_every_system() -> None:
    chosen = ["a/../../b", "a/b", "a:b", "A-B", "a-b", "../x", "con", "con.json", "..", "@", "gpt-image-1.5"]
    files = file_names(chosen)
    assert not {char for name in files.values() for char in name} & set("/\\:")
    assert len({name.lower() for name in files.values()}) == len(chosen)
    assert files["gpt-image-1.5"] == "gpt-image-1.5"
    assert not {"con", "con.json", "", ".", ".."} & set(files.values())


def test_models_with_paths_for_names_stay_in_their_folder(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "inner")
    workshop.add("paths", _models(["a/../../../../../b", "a/../b", "a", "a.json/b", "A", "a:b", "aux"]))
    assert {path.name for path in tmp_path.iterdir()} == {"inner"}
    workshop.compile_python()
