"""Fills the board: what stood somewhere before, then the rest, then a second look at the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, sin

import numpy as np

from mapping.layout.aims import Aim
from mapping.layout.placing import Board, candidates, rows
from mapping.layout.shapes import Band, Label
from mapping.model import Closeness

SECOND_LOOKS = 1
LOOK_AGAIN_UP_TO = 40  # items; beyond that there is little room to choose

Cell = tuple[Closeness | None, str]  # ring, sector


@dataclass(frozen=True, slots=True)
class Task:
    """What has to be placed: ids in order, with their cells, labels, aims, ties and former places (pixels)."""

    order: Sequence[str]
    cells: Mapping[str, Cell]
    bands: Mapping[Closeness | None, Band]
    labels: Mapping[str, Label]
    aims: Mapping[str, Aim]
    neighbours: Mapping[str, Sequence[str]]
    previous: Mapping[str, np.ndarray]
    tight: bool = False  # pack in rows, as close as it goes, and look at nothing else


def fill(board: Board, task: Task) -> Cell | None:
    """Place everything; the cell that was too full where one thing finds no place, else None."""
    moving, grids = [], {}
    for item_id in (i for i in task.order if i in task.previous):
        band, sector = task.bands[task.cells[item_id][0]], task.cells[item_id][1]
        if board.allowed(task.previous[item_id][None, :], task.labels[item_id], band, sector)[0]:
            board.put(item_id, task.previous[item_id], task.labels[item_id])
        else:
            moving.append(item_id)
    new = [i for i in task.order if i not in task.previous]
    for item_id in (*moving, *new):
        if not _place(board, task, item_id, grids):
            return task.cells[item_id]
    if not task.tight and len(task.order) <= LOOK_AGAIN_UP_TO:
        for _ in range(SECOND_LOOKS):
            for item_id in new:
                old = board.lift(item_id)
                if not _place(board, task, item_id, grids):
                    board.put(item_id, old, task.labels[item_id])
    return None


def _place(board: Board, task: Task, item_id: str, grids: dict[Cell, np.ndarray]) -> bool:
    """Put one item at its best free place. False where there is none."""
    cell, label = task.cells[item_id], task.labels[item_id]
    if cell not in grids:
        spread = rows if task.tight else candidates
        grids[cell] = spread(board.centre, task.bands[cell[0]], cell[1], board.level)
    points = grids[cell]
    points = points[board.allowed(points, label, task.bands[cell[0]], cell[1])]
    if not len(points):
        return False
    if task.tight:
        board.put(item_id, points[0], label)
    elif item_id in task.previous:
        far = np.hypot(*(points - task.previous[item_id]).T)
        board.put(item_id, points[int(np.argmin(far))], label)
    else:
        board.put(
            item_id, board.best(points, _point(board, task.aims[item_id]), label, task.neighbours, item_id), label
        )
    return True


def _point(board: Board, aim: Aim) -> np.ndarray:
    return np.array([board.centre[0] + aim[1] * cos(aim[0]), board.centre[1] + aim[1] * sin(aim[0])])
