"""A folder of generated files is written whole or not at all, and nothing in it is touched that was not generated.

Which files were generated, and are as they were generated, its manifest says. A new set is made beside the folder, with
hard links to everything else in it, and the two change places in one step. Where they cannot (someone works in the
folder, or the file system has no such step), the files are put in place one by one, and back when that fails.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path, PurePosixPath

from imagespec.cli.swap import swap
from imagespec.cli.writing import Occupied, same_access, shelter_prefix, write_each
from imagespec.compile.manifest import digest, listed

MOST_LINKED = 1_000
"""Most other files that are linked into a new set."""


def write_folder(path: Path, files: Mapping[str, str], manifest: str, *, alone: bool) -> list[str]:
    """Make these the generated files of a folder.

    Args:
        path: the folder, or a link to it; it need not exist.
        files: the text of every file by its path in the folder, the manifest among them.
        manifest: the path in the folder of the manifest.
        alone: whether nothing else may be in the folder, but what Python caches there.

    Returns:
        The generated files that were there and have no successor; they are gone.

    Raises:
        Occupied: nothing was written.
        OSError: the files cannot be written; the folder is as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    contents = {name: text.encode("utf-8") for name, text in files.items()}
    known = _known(path / manifest)
    in_the_way = [name for name in {*contents, *known} if not _is_ours(path, name, known, contents, manifest)]
    others = _others(path, {*contents, *known, manifest}, caches=not alone)
    if in_the_way or (alone and others):
        raise Occupied([*in_the_way, *(others if alone else ())])
    stale = [name for name in known if name not in contents and (path / name).exists()]
    with _parents_of(path):
        linkable = len(others) <= MOST_LINKED and not _is_worked_in(path)
        if not (linkable and _exchange(path, contents, others, {*known, manifest})):
            _put(path, contents, [*(name for name in contents if name != manifest), *stale, manifest])
    return stale


def _known(manifest: Path) -> dict[str, str]:
    """The digests of the generated files by their path."""
    try:
        return listed(manifest.name, manifest.read_text("utf-8")) if manifest.is_file() else {}
    except (OSError, ValueError):
        return {}


def _is_ours(folder: Path, name: str, known: Mapping[str, str], contents: Mapping[str, bytes], manifest: str) -> bool:
    """Whether nothing is at a path but a generated file as it was, or as it will be."""
    path = folder / name
    outer = [folder / part for part in PurePosixPath(name).parents][:-1]
    if any(part.is_symlink() or (part.exists() and not part.is_dir()) for part in outer):
        return False
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    if name == manifest and known:
        return True
    content = path.read_bytes() if name in known or path.stat().st_size == len(contents[name]) else b""
    return content == contents.get(name) or (name in known and digest(content) == known[name])


def _others(folder: Path, ours: Collection[str], *, caches: bool) -> list[str]:
    """What is in the folder and not ours, as far as it could be linked."""
    found = []
    for name in _walk(folder):
        if name not in ours and (caches or not _is_cache(name)):
            found.append(name)
        if len(found) > MOST_LINKED:
            break
    return found


def _walk(folder: Path) -> Iterator[str]:
    """Everything in a folder by its path: files, links and what else is no folder, and folders with nothing in them."""
    for root, folders, names in os.walk(folder):
        place = Path(root)
        links = [name for name in folders if (place / name).is_symlink()]
        for name in (*names, *links):
            yield (place / name).relative_to(folder).as_posix()
        if not folders and not names and place != folder:
            yield place.relative_to(folder).as_posix()


def _is_cache(name: str) -> bool:
    """Whether a path is one of Python's compiled files, or an empty folder for them."""
    path = PurePosixPath(name)
    return path.name == "__pycache__" or (path.suffix == ".pyc" and path.parent.name == "__pycache__")


def _is_worked_in(folder: Path) -> bool:
    """Whether this process works in the folder: the shell that started it would be left in the old one."""
    with suppress(OSError):
        here = Path.cwd()
        return folder in (here, *here.parents)
    return False


@contextmanager
def _parents_of(path: Path) -> Iterator[None]:
    """The folders around a path, made for the time of the block, and for good when it succeeds."""
    missing = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise


# -- all at once -------------------------------------------------------------------------------------------------------


def _exchange(path: Path, contents: Mapping[str, bytes], others: list[str], ours: Collection[str]) -> bool:
    """Put a new folder in the place of another. Answers ``False``, with nothing changed, where that cannot be done."""
    shelter = Path(tempfile.mkdtemp(prefix=shelter_prefix(path), dir=path.parent))
    new, done = shelter / "new", False
    try:
        write_each(new, contents)
        if not path.exists():
            os.rename(new, path)
            done = True
        elif _resembles(new, path, contents, others):
            done = swap(new, path)
    finally:
        if done:
            _discard(new, path, ours, others)
        else:
            shutil.rmtree(new, ignore_errors=True)
        with suppress(OSError):
            shelter.rmdir()
    return done


def _resembles(new: Path, old: Path, contents: Iterable[str], others: Iterable[str]) -> bool:
    """Give a new folder everything else that the old one has, and its access rights. Answers whether that could be done."""
    try:
        for name in others:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            if _is_folder(old / name):
                (new / name).mkdir(exist_ok=True)
            else:
                os.link(old / name, new / name, follow_symlinks=False)
        for name in (*contents, *_folders(new)):
            if (old / name).exists():
                same_access(old / name, new / name)
    except OSError:
        return False
    return True


def _discard(old: Path, new: Path, ours: Collection[str], others: Collection[str]) -> None:
    """Remove the old folder. What came into it since it was read is moved to the new one."""
    for name in [*_walk(old)]:
        source, target = old / name, new / name
        with suppress(OSError):
            if _is_folder(source):
                continue
            if name in ours or _is_cache(name) or (os.path.lexists(target) and os.path.samestat(source.lstat(), target.lstat())):
                source.unlink()
            elif name in others or not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(source, target)
    _prune(old)


def _folders(folder: Path) -> Iterator[str]:
    return (Path(root).relative_to(folder).as_posix() for root, _, _ in os.walk(folder))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _prune(folder: Path) -> None:
    """Remove a folder as far as nothing is in it."""
    for root, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            os.rmdir(root)


# -- one by one --------------------------------------------------------------------------------------------------------


def _put(path: Path, contents: Mapping[str, bytes], names: Sequence[str]) -> None:
    """Put files in their places in a folder in an order, and take those without content away; put all back when that fails."""
    shelter = _beside(path)
    new, old = shelter / "new", shelter / "old"
    done: list[str] = []
    try:
        write_each(new, contents)
        for name in names:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            if (path / name).exists():
                (old / name).parent.mkdir(parents=True, exist_ok=True)
                _copy(path / name, old / name)
            done.append(name)
            if name in contents:
                if (path / name).exists():
                    same_access(path / name, new / name)
                os.replace(new / name, path / name)
            else:
                (path / name).unlink()
    except BaseException:
        for name in done:
            with suppress(OSError):
                os.replace(old / name, path / name) if (old / name).exists() else (path / name).unlink()
        raise
    finally:
        shutil.rmtree(shelter, ignore_errors=True)
        for folder in sorted({folder for name in names for folder in PurePosixPath(name).parents if folder.name}, reverse=True):
            with suppress(OSError):
                (path / folder).rmdir()


def _beside(path: Path) -> Path:
    """A new folder on the file system of another: beside it, or in it where that cannot be."""
    same = path.parent.stat().st_dev == path.stat().st_dev and os.access(path.parent, os.W_OK)
    return Path(tempfile.mkdtemp(prefix=shelter_prefix(path), dir=path.parent if same else path))


def _copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copy2(source, target)
