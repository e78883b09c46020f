"""What SECURITY.md promises of the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "src" / "dateline"
MODULES = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "yaml", "pty"}
CALLS = {"eval", "exec", "compile", "__import__"}
METHODS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput")}
BINDERS = {"execute", "executemany", "exec_driver_sql", "text"}


def faults(path: Path) -> Iterator[str]:
    """Every use of what can run or unpack code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        yield from (f"{where}: {n}" for n in names if n.split(".")[0] in MODULES)
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name) and function.id in CALLS:
            yield f"{where}: {function.id}"
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            called = (function.value.id, function.attr)
            yield from (f"{where}: {'.'.join(called)}" for _ in METHODS & {called})
        for keyword in node.keywords:
            constant = keyword.value
            if keyword.arg == "shell" and not (
                isinstance(constant, ast.Constant) and constant.value is False
            ):
                yield f"{where}: shell"


def test_nothing_in_the_source_runs_or_unpacks_code() -> None:
    files = sorted(ROOT.rglob("*.py"))
    assert files
    assert [fault for path in files for fault in faults(path)] == []


def constants(path: Path) -> set[str]:
    """Names in capitals that a file binds or imports: fixed text, not a word from outside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id.isupper()}


def test_sql_is_put_together_from_our_own_names_only() -> None:
    """Formatted SQL holds table and index names, from parameters that only our own code gives."""
    own = {"index", "table", "column", "table.name", "column.name", "key", "ending", "all_of_them"}
    for path in sorted((ROOT / "store").rglob("*.py")):
        allowed = own | constants(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            name = (
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )
            if name not in BINDERS:
                continue
            for part in ast.walk(node):
                if isinstance(part, ast.FormattedValue):
                    assert ast.unparse(part.value) in allowed, f"{path.name}: {ast.unparse(part)}"
