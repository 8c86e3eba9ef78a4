"""Sending amounts from pieces to places: a maximum flow in whole 分 (Dinic), preferred ways first."""

from collections import deque
from collections.abc import Iterable

from desktop.money import Fen


class Flow:
    """A flow network of numbered nodes; 0 is the source, 1 the sink."""

    def __init__(self, nodes: int) -> None:
        self._to: list[int] = []
        self._left: list[Fen] = []
        self._at: list[list[int]] = [[] for _ in range(nodes)]

    def add(self, start: int, end: int, capacity: Fen) -> int:
        """Add a way and return its number."""
        number = len(self._to)
        for node, other, room in ((start, end, capacity), (end, start, 0)):
            self._at[node].append(len(self._to))
            self._to.append(other)
            self._left.append(room)
        return number

    def used(self, number: int) -> Fen:
        """Return the amount in 分 sent along a way."""
        return self._left[number ^ 1]

    def left(self, number: int) -> Fen:
        """Return the room in 分 that is left on a way."""
        return self._left[number]

    def close(self, numbers: Iterable[int]) -> None:
        """Let nothing more through some ways; what was sent stays."""
        for number in numbers:
            self._left[number] = 0

    def run(self) -> Fen:
        """Push as much more as possible from source to sink; return how much."""
        pushed = 0
        while (levels := self._levels())[1] >= 0:
            pointers = [0] * len(self._at)
            while sent := self._push(levels, pointers):
                pushed += sent
        return pushed

    def is_free(self, number: int) -> bool:
        """Tell whether another division of the same sums could change the amount on a way.

        It could when what is left of the network has a circle through the way that is more than the way and its return:
        something can be sent around it without changing what leaves the source or reaches the sink.
        """
        return any(self._left[way] and self._circle(way) for way in (number, number ^ 1))

    def _circle(self, way: int) -> bool:
        """Tell whether the end of a way leads back to its start without its return."""
        start, end = self._to[way ^ 1], self._to[way]
        seen, waiting = {end}, deque([end])
        while waiting:
            node = waiting.popleft()
            for number in self._at[node]:
                other = self._to[number]
                if number != way ^ 1 and self._left[number] and other not in seen:
                    if other == start:
                        return True
                    seen.add(other)
                    waiting.append(other)
        return False

    def _levels(self) -> list[int]:
        levels = [-1] * len(self._at)
        levels[0] = 0
        waiting = deque([0])
        while waiting:
            node = waiting.popleft()
            for number in self._at[node]:
                other = self._to[number]
                if self._left[number] and levels[other] < 0:
                    levels[other] = levels[node] + 1
                    waiting.append(other)
        return levels

    def _push(self, levels: list[int], pointers: list[int]) -> Fen:
        """Send one path's worth along the levels."""
        path: list[int] = []
        node = 0
        while node != 1:
            ways = self._at[node]
            while pointers[node] < len(ways):
                number = ways[pointers[node]]
                if self._left[number] and levels[self._to[number]] == levels[node] + 1:
                    break
                pointers[node] += 1
            else:
                if not path:
                    return 0
                node = self._to[path.pop() ^ 1]
                pointers[node] += 1
                continue
            path.append(number)
            node = self._to[number]
        sent = min(self._left[number] for number in path)
        for number in path:
            self._left[number] -= sent
            self._left[number ^ 1] += sent
        return sent
