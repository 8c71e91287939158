"""What stands on the picture so far, as arrays that machine code (``compiled``) works on: things are rows, in the order of naming."""

from typing import NamedTuple

import numpy as np

from mapping.layout.boxes import boxes_at, is_clear
from mapping.layout.columns import AWAY, BOTTOM, HIGH, LEFT, MIDDLE_Y, RADIUS, RIGHT, TOP, WIDE, X, Y
from mapping.layout.compiled import compiled


class Board(NamedTuple):
    """What stands on the picture so far; columns as in ``columns``."""

    things: np.ndarray  # (n, 7): some have no place yet (AWAY)
    boxes: np.ndarray  # (fixed + 2n, 4): what nothing may cover, then each thing's symbol and label
    mates: np.ndarray  # the things that each thing goes with, one after another; those past the n-th are not there yet
    cells: np.ndarray  # (cells, 6): each sector of each ring
    canvas: np.ndarray  # (7)


@compiled
def is_there(board: Board, number: int) -> bool:
    return number < len(board.things) and board.things[number, X] != AWAY


@compiled
def is_free(board: Board, number: int, x: float, y: float) -> bool:
    """Whether symbol and label are in the frame and in nothing's way there."""
    stands, canvas = boxes_of(board, number, x, y), board.canvas
    if min(stands[1], stands[5]) < canvas[TOP] or max(stands[3], stands[7]) > canvas[BOTTOM]:
        return False
    return stands[0] >= canvas[LEFT] and stands[2] <= canvas[RIGHT] and is_clear(stands, board.boxes)


@compiled
def symbol_is_free(board: Board, x: float, y: float) -> bool:
    """Whether a symbol alone is in nothing's way there."""
    stands = boxes_at(
        x, y, 0.0, 0.0, board.canvas[RADIUS], board.canvas[LEFT], board.canvas[RIGHT], board.canvas[MIDDLE_Y]
    )
    return is_clear(stands[:4] + stands[:4], board.boxes)


@compiled
def stand(board: Board, number: int, x: float, y: float) -> None:
    board.things[number, X], board.things[number, Y] = x, y
    row, stands = len(board.boxes) - 2 * (len(board.things) - number), boxes_of(board, number, x, y)
    for n in range(4):
        board.boxes[row, n], board.boxes[row + 1, n] = stands[n], stands[4 + n]


@compiled
def lift(board: Board, number: int) -> None:
    row = len(board.boxes) - 2 * (len(board.things) - number)
    board.things[number, X] = board.things[number, Y] = AWAY
    for n in range(4):
        board.boxes[row, n] = board.boxes[row + 1, n] = AWAY


@compiled
def boxes_of(board: Board, number: int, x: float, y: float) -> tuple:
    canvas = board.canvas
    return boxes_at(
        x, y, board.things[number, WIDE], board.things[number, HIGH], canvas[RADIUS], canvas[LEFT], canvas[RIGHT], canvas[MIDDLE_Y]
    )
