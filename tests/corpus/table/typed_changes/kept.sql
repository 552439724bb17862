SELECT concat((SELECT concat(amount, unit) FROM geo.height), (SELECT concat((height).amount, (height).unit) FROM geo.peak),
  (SELECT amount FROM geo.loose)::text, (SELECT amount FROM geo.bound))
