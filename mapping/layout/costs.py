"""What it costs a thing to stand somewhere: near others, far from what it goes with, in the way of lines (machine code)."""

from math import hypot

from mapping.layout.board import Board, boxes_of, is_there
from mapping.layout.boxes import runs_through
from mapping.layout.cells import nearest_in_cell
from mapping.layout.columns import AWAY, BEGIN, CELL, END, FIRST, INNER, LAST, MIDDLE_X, MIDDLE_Y, OUTER, RADIUS, X, Y
from mapping.layout.compiled import compiled

PULL, PUSH, NEAR = 1.0, 260.0, 70.0  # towards what it goes with; away from others, and how near is near
THROUGH_SPOKE, THROUGH_TIE = 90.0, 60.0  # what a line through a symbol or words costs, in pixels of distance
MUCH_NEARER = 0.8  # than before, as a share: what is worth a move


@compiled
def cost_of_standing(board: Board, number: int, x: float, y: float, limit: float) -> float:
    """What it costs to stand there, near others and far from what the thing goes with; no more is summed up past the limit."""
    cost, things = 0.0, board.things
    for at in range(int(things[number, FIRST]), int(things[number, LAST])):
        mate = board.mates[at]
        if is_there(board, mate):
            cost += PULL * hypot(things[mate, X] - x, things[mate, Y] - y)
    for other in range(len(things)):
        if cost >= limit:
            break
        far_x, far_y = things[other, X] - x, things[other, Y] - y
        cost += PUSH * NEAR * NEAR / (far_x * far_x + far_y * far_y + NEAR * NEAR)
    return cost


@compiled
def cost_of_crossing(board: Board, number: int, x: float, y: float, limit: float) -> float:
    """What the lines cost that would run through words and symbols if the thing stood there; no more past the limit."""
    things, middle_x, middle_y = board.things, board.canvas[MIDDLE_X], board.canvas[MIDDLE_Y]
    cost = THROUGH_SPOKE * _through_things(board, middle_x, middle_y, x, y, -1)
    for at in range(int(things[number, FIRST]), int(things[number, LAST])):
        mate = board.mates[at]
        if is_there(board, mate):
            cost += THROUGH_TIE * _through_things(board, things[mate, X], things[mate, Y], x, y, mate)
    stands = boxes_of(board, number, x, y)
    for other in range(len(things)):
        if cost >= limit:
            break
        if things[other, X] == AWAY:
            continue
        cost += THROUGH_SPOKE * _through_own(stands, middle_x, middle_y, things[other, X], things[other, Y])
        for at in range(int(things[other, FIRST]), int(things[other, LAST])):
            mate = board.mates[at]
            if mate < other and things[mate, X] != AWAY:
                cost += THROUGH_TIE * _through_own(stands, things[mate, X], things[mate, Y], things[other, X], things[other, Y])
    return cost


@compiled
def _through_things(board: Board, x: float, y: float, x2: float, y2: float, mate: int) -> int:
    """Through how many symbols and labels a line runs; it may end at the symbol it leads to."""
    boxes, many = board.boxes, 0
    fixed = len(boxes) - 2 * len(board.things)
    for row in range(fixed, len(boxes)):
        if row != fixed + 2 * mate and runs_through(x, y, x2, y2, boxes[row, 0], boxes[row, 1], boxes[row, 2], boxes[row, 3]):
            many += 1
    return many


@compiled
def _through_own(stands: tuple, x: float, y: float, x2: float, y2: float) -> int:
    many = 1 if runs_through(x, y, x2, y2, stands[0], stands[1], stands[2], stands[3]) else 0
    return many + 1 if runs_through(x, y, x2, y2, stands[4], stands[5], stands[6], stands[7]) else many


@compiled
def apart_from_mates(board: Board, number: int) -> float:
    """How far a thing is from all it goes with, on average; 0 where that is nothing."""
    far, many = 0.0, 0
    if is_there(board, number):
        for at in range(int(board.things[number, FIRST]), int(board.things[number, LAST])):
            mate = board.mates[at]
            if is_there(board, mate):
                far += hypot(board.things[mate, X] - board.things[number, X], board.things[mate, Y] - board.things[number, Y])
                many += 1
    return far / max(many, 1)


@compiled
def might_gain(board: Board, number: int) -> float:
    """By how much nearer a thing would be to the middle of all it goes with if all of its cell were free; 0 where that is not much."""
    x = y = 0.0
    things, many, cell, canvas = board.things, 0, int(board.things[number, CELL]), board.canvas
    if is_there(board, number):
        for at in range(int(things[number, FIRST]), int(things[number, LAST])):
            mate = board.mates[at]
            if is_there(board, mate):
                x, y, many = x + things[mate, X], y + things[mate, Y], many + 1
    if many == 0:
        return 0.0
    x, y = x / many - canvas[MIDDLE_X], y / many - canvas[MIDDLE_Y]
    near_x, near_y = nearest_in_cell(
        x, y, board.cells[cell, INNER], board.cells[cell, OUTER], board.cells[cell, BEGIN], board.cells[cell, END], canvas[RADIUS]
    )
    now = hypot(things[number, X] - canvas[MIDDLE_X] - x, things[number, Y] - canvas[MIDDLE_Y] - y)
    least = hypot(near_x - x, near_y - y)
    return now - least if least < MUCH_NEARER * now else 0.0
