"""Puts one thing after another on the picture, each at the best free place of its ring and sector (machine code)."""

from math import cos, hypot, pi, sin

import numpy as np

from mapping.layout.board import Board, is_free, lift, stand, symbol_is_free
from mapping.layout.boxes import GAP, SIGN
from mapping.layout.cells import CLOSE_STEP, STEP, in_cell, nearest_in_cell, row_points, spread_points
from mapping.layout.columns import AWAY, BEGIN, CELL, CORE_INNER, CORE_OUTER, END, HIGH, INNER, MIDDLE_X, MIDDLE_Y, OUTER, RADIUS, WIDE, X, Y
from mapping.layout.compiled import compiled
from mapping.layout.costs import MUCH_NEARER, NEAR, PUSH, apart_from_mates, cost_of_crossing, cost_of_standing, might_gain

LOOKED_AT = 8  # of the free places, the cheapest ones, that are looked at closely
INWARDS = 0.05  # away from the edge of the cell, for each pixel
CORE_RADIUS = 34.0  # of the biggest symbols: where the cores of rings are used, letters of any size stand at the same points
NEAR_STEP, NEAR_MOST = 5.0, 320.0  # for what can't stay: how far apart the points round it are at first, and how far they reach


@compiled
def fill(board: Board, stood: np.ndarray, draw: bool, skip: bool) -> int:
    """Place all things; the number of one that finds no place, or -1.

    What stood somewhere before (``stood``, (n, 2)) stays there as far as it fits, else it comes as near as it can; the rest
    is placed one by one. With ``draw`` one thing may then move nearer to what it goes with.
    With ``skip`` what finds no place is left out.
    """
    many = len(board.things)
    _clear(board)
    for number in range(many):
        if stood[number, 0] != AWAY:
            _keep(board, number, stood[number, 0], stood[number, 1])
    for number in range(many):
        if stood[number, 0] != AWAY and board.things[number, X] == AWAY:
            if not (_place_near(board, number, stood[number, 0], stood[number, 1]) or _place(board, number) or skip):
                return number
    for number in range(many):
        if stood[number, 0] == AWAY and not (_place(board, number) or skip):
            return number
    if draw:
        _draw_nearer(board)
    return -1


@compiled
def fill_biggest_first(board: Board, stood: np.ndarray) -> int:
    """Place all things, those with the biggest labels first, near where they stood; the number of one that finds no place, or -1."""
    _clear(board)
    sizes = _sizes(board)
    for _ in range(len(sizes)):
        number = _most(sizes)
        sizes[number] = -1
        x, y = stood[number, 0], stood[number, 1]
        if x != AWAY and (_keep(board, number, x, y) or _place_near(board, number, x, y)):
            continue
        if not _place(board, number):
            return number
    return -1


@compiled
def fill_tight(board: Board) -> int:
    """Place all things row by row, those with the biggest labels first; the number of one that finds no place, or -1."""
    _clear(board)
    canvas, cells = board.canvas, board.cells
    points = [row_points(cell[INNER], cell[OUTER], cell[BEGIN], cell[END], canvas[RADIUS]) for cell in cells]
    left = np.array([len(each) for each in points])  # points of each cell where a symbol may still stand: these come first
    sizes = _sizes(board)
    for _ in range(len(sizes)):
        number = _most(sizes)
        sizes[number] = -1
        cell = int(board.things[number, CELL])
        looked_at, kept, many = points[cell], 0, left[cell]
        for n in range(many):
            x, y = looked_at[n, 0] + canvas[MIDDLE_X], looked_at[n, 1] + canvas[MIDDLE_Y]
            placed = board.things[number, X] != AWAY
            if not placed and not symbol_is_free(board, x, y):
                continue
            if not placed and is_free(board, number, x, y):
                stand(board, number, x, y)
                continue
            looked_at[kept, 0], looked_at[kept, 1] = looked_at[n, 0], looked_at[n, 1]
            kept += 1
        left[cell] = kept
        if board.things[number, X] == AWAY:
            return number
    return -1


@compiled
def _sizes(board: Board) -> np.ndarray:
    """(n): how much room each thing takes, in square pixels: half its label's width by half of label and symbol."""
    return (board.things[:, WIDE] + GAP) * (board.things[:, HIGH] + board.canvas[RADIUS] + SIGN)


@compiled
def _clear(board: Board) -> None:
    many = len(board.things)
    for number in range(many):
        lift(board, number)


@compiled
def _keep(board: Board, number: int, x: float, y: float) -> bool:
    """Put a thing here if that is in its cell and free."""
    cell, canvas = int(board.things[number, CELL]), board.canvas
    if not in_cell(
        x - canvas[MIDDLE_X], y - canvas[MIDDLE_Y], board.cells[cell, INNER], board.cells[cell, OUTER],
        board.cells[cell, BEGIN], board.cells[cell, END], canvas[RADIUS],
    ):  # fmt: skip
        return False
    if not is_free(board, number, x, y):
        return False
    stand(board, number, x, y)
    return True


@compiled
def _place_near(board: Board, number: int, x: float, y: float) -> bool:
    """Put a thing at the free place of its cell that is nearest to this point, in circles round it; False where there is none."""
    cell, canvas = int(board.things[number, CELL]), board.canvas
    x, y = nearest_in_cell(
        x - canvas[MIDDLE_X], y - canvas[MIDDLE_Y], board.cells[cell, INNER], board.cells[cell, OUTER],
        board.cells[cell, BEGIN], board.cells[cell, END], canvas[RADIUS],
    )  # fmt: skip
    x, y, far = x + canvas[MIDDLE_X], y + canvas[MIDDLE_Y], 0.0
    while far < NEAR_MOST:
        many = max(1, int(2 * pi * far / (NEAR_STEP + far / 12)))
        for n in range(many):
            turn = 2 * pi * n / many
            if _keep(board, number, x + far * cos(turn), y + far * sin(turn)):
                return True
        far += NEAR_STEP + far / 12
    return False


@compiled
def _place(board: Board, number: int) -> bool:
    """Put a thing at the best free place of its cell, near what it goes with; False where there is none."""
    return _place_among(board, number, STEP) or _place_among(board, number, CLOSE_STEP)


@compiled
def _place_among(board: Board, number: int, step: float) -> bool:
    """Put a thing at the best free point of those so far apart: of the cheapest ones that with the fewest lines through words."""
    rows, costs, found = np.empty(LOOKED_AT, np.int64), np.empty(LOOKED_AT), 0
    cell, canvas, radius = int(board.things[number, CELL]), board.canvas, board.canvas[RADIUS]
    inner, outer = board.cells[cell, INNER], board.cells[cell, OUTER]
    if step == STEP and board.cells[cell, CORE_INNER] >= 0:
        inner, outer, radius = board.cells[cell, CORE_INNER], board.cells[cell, CORE_OUTER], CORE_RADIUS
    points = spread_points(inner, outer, board.cells[cell, BEGIN], board.cells[cell, END], radius, step)
    middle_x = middle_y = 0.0
    for row in range(len(points)):
        middle_x += points[row, 0] / len(points)
        middle_y += points[row, 1] / len(points)
    for row in range(len(points)):
        x, y, limit = points[row, 0], points[row, 1], costs[LOOKED_AT - 1] if found == LOOKED_AT else np.inf
        cost = PUSH * NEAR * NEAR / (x * x + y * y + NEAR * NEAR) + INWARDS * hypot(x - middle_x, y - middle_y)
        x, y = x + canvas[MIDDLE_X], y + canvas[MIDDLE_Y]
        points[row, 0], points[row, 1] = x, y
        cost += cost_of_standing(board, number, x, y, limit - cost)
        if cost >= limit or not is_free(board, number, x, y):
            continue
        at = min(found, LOOKED_AT - 1)
        while at > 0 and costs[at - 1] > cost:
            costs[at], rows[at] = costs[at - 1], rows[at - 1]
            at -= 1
        costs[at], rows[at] = cost, row
        found = min(found + 1, LOOKED_AT)
    best, least = -1, np.inf
    for n in range(found):
        x, y = points[rows[n], 0], points[rows[n], 1]
        cost = costs[n] + cost_of_crossing(board, number, x, y, least - costs[n])
        if cost < least:
            best, least = rows[n], cost
    if best >= 0:
        stand(board, number, points[best, 0], points[best, 1])
    return best >= 0


@compiled
def _draw_nearer(board: Board) -> None:
    """What might come most nearer to all it goes with moves there, if there is a place that is much nearer."""
    gains = np.empty(len(board.things))
    for number in range(len(gains)):
        gains[number] = might_gain(board, number)
    number = _most(gains)
    if gains[number] > 0:
        x, y, apart = board.things[number, X], board.things[number, Y], apart_from_mates(board, number)
        lift(board, number)
        if not _place(board, number) or apart_from_mates(board, number) > MUCH_NEARER * apart:
            stand(board, number, x, y)


@compiled
def _most(values: np.ndarray) -> int:
    best = 0
    for n in range(len(values)):
        if values[n] > values[best]:
            best = n
    return best
