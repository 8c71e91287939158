"""What stands in which column of the arrays that the layout's machine code works on; lengths in pixels, angles in radians."""

X, Y, WIDE, HIGH, CELL, FIRST, LAST = range(7)  # of a thing: its symbol's middle, half its label, its cell, its mates from where to where
INNER, OUTER, CORE_INNER, CORE_OUTER, BEGIN, END = range(6)  # of a cell: radii (-1: there is none), angles clockwise from the right
LEFT, TOP, RIGHT, BOTTOM, MIDDLE_X, MIDDLE_Y, RADIUS = range(7)  # of the canvas: its frame, the middle of the rings, a symbol's radius
AWAY = -1e6  # where something is that has no place
