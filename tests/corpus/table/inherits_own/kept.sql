SELECT concat((SELECT string_agg(name, ',') FROM ONLY geo.place), (SELECT concat(name, founded) FROM geo.town),
  (SELECT concat(name, founded) FROM geo.river), (SELECT concat(name, founded) FROM geo.hill))
