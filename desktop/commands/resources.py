"""Commands about what is used with the program and can be newer than it: layouts and policy packs."""

import argparse
from dataclasses import asdict
from pathlib import Path

from desktop.commands.common import show_json
from desktop.commands.parsing import Command, add_actions, add_json


def listed(parsed: argparse.Namespace) -> int:
    """List all layouts and packs with where they are from, their dates and digests."""
    from desktop.updates import listing

    found = listing.all_of_them()
    if parsed.json:
        show_json([asdict(each) for each in found])
        return 0
    for each in found:
        dates = f"发布 {each.issued or '未写'}" + (f"，加入 {each.added}" if each.added else "")
        problem = f"\t不能使用：{each.problem}" if each.problem else ""
        print(f"{listing.KINDS[each.kind]}\t{each.key}\t{each.title}\t{each.source}\t{dates}\t{each.digest}{problem}")
    return 0


def add(parsed: argparse.Namespace) -> int:
    """Add the layouts and packs of a file or folder, after all of them were looked at."""
    from desktop.updates import adding

    with adding.offered(Path(parsed.source)) as offer:
        print(offer.text)
        adding.take(offer)
    if all(part.state == adding.SAME for part in offer.parts):
        print("与已有的相同，没有改动")
        return 0
    print("已加入；已有的版式和参数包不变，以前年度照旧使用。账本改用新的：layout --use、policy use")
    return 0


def remove(parsed: argparse.Namespace) -> int:
    """Remove a layout or pack that was added or made here."""
    from desktop.updates import adding, listing

    resource = adding.found(parsed.key)
    adding.remove(resource)
    print(f"已删除{listing.KINDS[resource.kind]}“{resource.key}”；用到它的账本打开时会说明，重新加入即恢复")
    return 0


_ADD = "从文件（.toml、.zip）或文件夹加入版式、参数包；在受限的进程里检查以后才放入自己的文件夹"
_ACTIONS = (
    Command("list", "列出版式和参数包：来源、日期、摘要", listed, (), add_json),
    Command("add", _ADD, add, ("source",)),
    Command("remove", "删除后加的或自制的版式、参数包", remove, ("key",)),
)
COMMANDS = (
    Command("resources", "列出、加入、删除版式和参数包", None, (), lambda parser: add_actions(parser, *_ACTIONS)),
)
