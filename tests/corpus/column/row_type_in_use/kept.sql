SELECT concat((SELECT id FROM shop.item), (SELECT concat((before).id, ("all"[1]).id, (kept).id) FROM shop.log))
