"""Imports run one way (CONTRIBUTING.md, "The rooms")."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "src" / "dateline"
BASE = {"types", "errors"}
SHARED = {*BASE, "ports", "similarity"}
STAGES = {"read", "extract", "analyse", "group", "weave", "tell", "write"}
SIDE = {*BASE, "ports"}
ALLOWED: dict[str, set[str]] = {
    "types": set(),
    "errors": set(),
    "ports": BASE,
    "similarity": BASE,
    **dict.fromkeys(STAGES, SHARED),
    "store": SIDE,
    "scale": SIDE,
    "config": BASE,
    "pipeline": {*SHARED, *STAGES, "store", "scale", "config"},
    "show": {*SHARED, *STAGES, "store", "scale", "config", "pipeline", "__init__"},
    "__init__": {*BASE, "pipeline"},
    "__main__": {"show"},
}


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "dateline":
                rooms |= {
                    alias.name if alias.name in ALLOWED else "__init__" for alias in node.names
                }
            elif node.module and node.module.startswith("dateline."):
                rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "dateline":
                    rooms.add((alias.name.split(".") + ["__init__"])[1])
    return rooms


def test_every_room_imports_only_what_it_may() -> None:
    wrong = []
    files = sorted(ROOT.rglob("*.py"))
    assert files
    for path in files:
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        extra = imported_rooms(path) - ALLOWED[room] - {room}
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in sorted(extra)]
    assert not wrong, "\n".join(wrong)
