"""The zips that a deployment uploads, made in memory from the working tree."""

import io
import json
import marshal
import struct
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path

from workbench import brought_channels
from workbench.errors import WorkbenchError
from workbench.paths import BENCH_LAYER_FOLDER, CORE, DEPENDENCY_LAYER, PROJECT

Entries = Iterator[tuple[str, bytes]]
_DATE = (1980, 1, 1, 0, 0, 0)  # the same content makes the same zip
# How bytecode begins: a magic number, what its validity goes by, and eight bytes of that (PEP 552).
_HEADER, _TIMESTAMP, _UNCHECKED_HASH = 16, 0, 0b01
_32_BITS = 0xFFFF_FFFF


def function_zip(code_uri: str) -> bytes:
    """A function's folder, named as in the template."""
    return _zip(_sources(PROJECT / code_uri, ""))


def core_layer() -> bytes:
    """The towkay package."""
    return _zip(_sources(CORE, "python/towkay/"))


def dependency_layer() -> bytes:
    """The third-party wheels, as the layer's own Makefile has put them together."""
    if not (DEPENDENCY_LAYER / "python").is_dir():
        raise WorkbenchError(
            "依賴套件層還沒有建：請執行 make setup\n"
            "  The dependency layer is not built. Run: make setup"
        )
    return _zip(_files(DEPENDENCY_LAYER))


def bench_layer(clock_file: Path, base_urls: Mapping[str, str]) -> bytes:
    """The module `towkay_bench`, what it has to know about this bench, and brought channels."""
    known = {"clock_file": str(clock_file), "base_urls": dict(base_urls)}
    entries = dict(_sources(BENCH_LAYER_FOLDER / "python", "python/"))
    entries["python/towkay_bench.json"] = json.dumps(known).encode()
    entries |= {name: file.read_bytes() for name, file in brought_channels.sources()}
    return _zip(iter(entries.items()))


def _sources(folder: Path, prefix: str) -> Entries:
    """Each file, and the bytecode of each module: without it every cold start compiles again."""
    for path in _tree(folder):
        name, content = prefix + path.relative_to(folder).as_posix(), path.read_bytes()
        yield name, content
        if path.suffix == ".py":
            yield _cache_name(name), _bytecode(path, content)


def _bytecode(source: Path, text: bytes) -> bytes:
    # Unchecked hashes stay valid whatever the unpacked file's time says.
    header = MAGIC_NUMBER + struct.pack("<I", _UNCHECKED_HASH) + source_hash(text)
    return header + (_kept(source) or marshal.dumps(compile(text, source.name, "exec")))


def _kept(source: Path) -> bytes | None:
    """What an import has compiled and keeps beside the source, by the rule that imports go by."""
    known = source.stat()
    of_this = (_TIMESTAMP, int(known.st_mtime) & _32_BITS, known.st_size & _32_BITS)
    try:
        kept = Path(cache_from_source(str(source))).read_bytes()
    except OSError:
        return None
    valid = kept.startswith(MAGIC_NUMBER + struct.pack("<3I", *of_this))
    return kept[_HEADER:] if valid else None


def _cache_name(name: str) -> str:
    folder, _, module = name.rpartition("/")
    stem = module.removesuffix(".py")
    cached = f"__pycache__/{stem}.{sys.implementation.cache_tag}.pyc"
    return f"{folder}/{cached}" if folder else cached


def _tree(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _files(folder: Path) -> Entries:
    """Every file as it is, bytecode included."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _zip(entries: Entries) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name, _DATE), content)
    return buffer.getvalue()
