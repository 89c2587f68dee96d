"""Measures our own code against the house's figures; `make figures` prints them.

Nothing of the product is imported: files are read as text.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from radon.complexity import cc_visit


ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Figures:
    files: list[int] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)
    complexities: list[int] = field(default_factory=list)
    test_lines: int = 0
    inline_imports: list[str] = field(default_factory=list)
    without_docstring: list[str] = field(default_factory=list)
    unannotated: list[str] = field(default_factory=list)
    modules: int = 0


def our_files() -> list[Path]:
    """Every Python file that git knows or would take, migrations left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = sorted({ROOT / line for line in listed.stdout.splitlines()})
    return [path for path in paths if path.exists() and "migrations" not in path.parts]


def code_lines(lines: list[str]) -> int:
    """Lines that are neither blank nor only a comment."""
    stripped = (line.strip() for line in lines)
    return sum(1 for line in stripped if line and not line.startswith("#"))


def functions_in(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def inline_imports(tree: ast.Module) -> set[int]:
    """The lines of imports inside functions."""
    return {
        inner.lineno
        for function in functions_in(tree)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }


def measure_habits(figures: Figures, name: str, tree: ast.Module) -> None:
    figures.modules += 1
    figures.inline_imports += [
        f"{name}:{line}" for line in sorted(inline_imports(tree))
    ]
    if tree.body and not ast.get_docstring(tree):
        figures.without_docstring.append(name)


def measure_sizes(figures: Figures, name: str, text: str, tree: ast.Module) -> None:
    lines = text.splitlines()
    figures.files.append(code_lines(lines))
    for function in functions_in(tree):
        body = lines[function.lineno - 1 : function.end_lineno]
        figures.functions.append(code_lines(body))
        if function.returns is None:
            figures.unannotated.append(f"{name}:{function.lineno}")
    for block in cc_visit(text):
        parts = getattr(block, "methods", [block])
        figures.complexities += [part.complexity for part in parts]


def measured() -> Figures:
    figures = Figures()
    for path in our_files():
        name = str(path.relative_to(ROOT))
        text = path.read_text()
        tree = ast.parse(text)
        measure_habits(figures, name, tree)
        if path.relative_to(ROOT).parts[0] == "tests":
            figures.test_lines += code_lines(text.splitlines())
        elif text.strip():
            measure_sizes(figures, name, text, tree)
    return figures


def p95(values: list[int]) -> int:
    return sorted(values)[int(len(values) * 0.95)]


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%"


def report(figures: Figures) -> list[str]:
    files, functions, complexities = (
        figures.files,
        figures.functions,
        figures.complexities,
    )
    over = sum(1 for value in complexities if value > 10)
    annotated = len(functions) - len(figures.unannotated)
    documented = figures.modules - len(figures.without_docstring)
    return [
        f"lines a file, median / p95          {median(files):g} / {p95(files)}",
        f"lines a function, median / p95      {median(functions):g} / {p95(functions)}",
        f"complexity, mean / p95              {mean(complexities):.1f} / {p95(complexities)}",
        f"complexity over 10                  {share(over, len(complexities))}",
        f"tests : code                        {figures.test_lines / sum(files):.2f}",
        f"inline imports                      {len(figures.inline_imports)}",
        f"modules with a docstring            {share(documented, figures.modules)}",
        f"functions with an annotated return  {share(annotated, len(functions))}",
    ]


def main() -> int:
    """Print the figures; 1 when a module imports inside a function or says nothing."""
    figures = measured()
    print("\n".join(report(figures)))
    for place in figures.inline_imports:
        print(f"{place}: import inside a function")
    for place in figures.without_docstring:
        print(f"{place}: no module docstring")
    return 1 if figures.inline_imports or figures.without_docstring else 0


if __name__ == "__main__":
    sys.exit(main())
