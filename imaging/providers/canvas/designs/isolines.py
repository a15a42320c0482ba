"""Lines of equal height through a grid, by marching squares."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]
_Edge = tuple[int, int, bool]
"""Column and row of a grid point, and whether the edge runs down from it (else to the right)."""

# Which edges of a cell a line joins, by which corners are high: 1 top left, 2 top right,
# 4 bottom right, 8 bottom left. Edges: 0 top, 1 right, 2 bottom, 3 left.
_CROSSINGS = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 0), (1, 2)), 6: ((0, 2),),
    7: ((3, 2),), 8: ((2, 3),), 9: ((2, 0),), 10: ((0, 1), (2, 3)), 11: ((2, 1),), 12: ((1, 3),),
    13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip


def isolines(heights: Sequence[Sequence[float]], level: float, step: float) -> list[list[Point]]:
    """Every line where the heights pass a level, smoothed; the grid's points are `step` apart."""
    joins: dict[_Edge, list[_Edge]] = {}
    for row in range(len(heights) - 1):
        upper, lower = heights[row], heights[row + 1]
        for column in range(len(upper) - 1):
            corners = (upper[column], upper[column + 1], lower[column + 1], lower[column])
            case = sum(1 << i for i, height in enumerate(corners) if height > level)
            for start, end in _CROSSINGS.get(case, ()):
                first, second = _edge(column, row, start), _edge(column, row, end)
                joins.setdefault(first, []).append(second)
                joins.setdefault(second, []).append(first)
    return [
        _smooth([_point(edge, heights, level, step) for edge in chain]) for chain in _chains(joins)
    ]


def _edge(column: int, row: int, side: int) -> _Edge:
    return (
        (column, row, False),
        (column + 1, row, True),
        (column, row + 1, False),
        (column, row, True),
    )[side]


def _point(edge: _Edge, heights: Sequence[Sequence[float]], level: float, step: float) -> Point:
    column, row, down = edge
    here = heights[row][column]
    there = heights[row + 1][column] if down else heights[row][column + 1]
    share = (level - here) / (there - here)
    if down:
        return column * step, (row + share) * step
    return (column + share) * step, row * step


def _chains(joins: dict[_Edge, list[_Edge]]) -> list[list[_Edge]]:
    """Whole lines: the open ones from their ends first, then the closed ones."""
    chains = []
    ends = [edge for edge, others in joins.items() if len(others) == 1]
    for start in [*ends, *joins]:
        chain, at = [start], start
        while joins[at]:
            onward = joins[at].pop()
            joins[onward].remove(at)
            chain.append(onward)
            at = onward
        if len(chain) > 1:
            chains.append(chain)
    return chains


def _smooth(points: list[Point]) -> list[Point]:
    """Corners cut once, after Chaikin; a closed line stays closed."""
    closed = points[0] == points[-1]
    cut: list[Point] = [] if closed else [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        cut.append((0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1))
        cut.append((0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1))
    cut.append(cut[0] if closed else points[-1])
    return cut
