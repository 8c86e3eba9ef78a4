"""The table of a mutation run, its survivors by their text, and whether it failed."""

from tests.mutation.runner import Result


def failed(results: list[Result]) -> bool:
    """Whether a mistake survived that is not listed, or the list names one that does not survive."""
    return any(result.survivors or result.stale for result in results)


def text(results: list[Result], seconds: float) -> str:
    """Return the report in Markdown."""
    lines = [
        "| module | mutants | killed | equivalent | survived | CPU seconds |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for r in results:
        row = (r.module.path, r.mutants, r.killed, r.equivalent, len(r.survivors), round(r.cpu))
        lines.append(f"| {' | '.join(map(str, row))} |")
    sums = [sum(c) for c in zip(*((r.mutants, r.killed, r.equivalent, len(r.survivors)) for r in results), strict=True)]
    cpu = round(sum(r.cpu for r in results))
    lines.append(f"| all, in {round(seconds)} s | {' | '.join(map(str, sums))} | {cpu} |")
    for r in results:
        lines += [f"survived: {r.module.path} {m.function} ({m.operator}): {m.line} → {m.mutant}" for m in r.survivors]
        lines += [f"listed but not surviving: {e.module} ({e.operator}): {e.line} → {e.mutant}" for e in r.stale]
    return "\n".join(lines)
