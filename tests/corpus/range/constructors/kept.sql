SELECT concat(start, open) FROM shop.shift
