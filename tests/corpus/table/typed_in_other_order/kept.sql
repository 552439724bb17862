SELECT concat(x, y) FROM geo.corner JOIN geo.line ON start = x
