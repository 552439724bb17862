SELECT concat((SELECT concat(id, note) FROM shop.item), (SELECT concat((before).id, (before).note, ("all"[1]).note, (kept).note) FROM shop.log))
