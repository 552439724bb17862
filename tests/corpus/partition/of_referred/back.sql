CREATE TABLE log.high (
  id integer NOT NULL,
  CONSTRAINT high_pkey PRIMARY KEY (id)
);
CREATE TABLE log.shelf (
  id integer NOT NULL,
  above integer,
  CONSTRAINT shelf_pkey PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE log.left_shelf (
  id integer NOT NULL,
  above integer,
  CONSTRAINT left_shelf_pkey PRIMARY KEY (id)
);
CREATE TABLE log.right_shelf (
  id integer NOT NULL,
  above integer,
  CONSTRAINT right_shelf_pkey PRIMARY KEY (id)
);
CREATE TABLE log.wall (
  shelf integer NOT NULL
);
ALTER TABLE log.shelf ADD CONSTRAINT shelf_above_fkey FOREIGN KEY (above) REFERENCES log.shelf (id);
ALTER TABLE log.wall ADD CONSTRAINT wall_shelf_fkey FOREIGN KEY (shelf) REFERENCES log.shelf (id);
ALTER TABLE log.event ATTACH PARTITION log.high FOR VALUES FROM (10) TO (20);
ALTER TABLE log.shelf ATTACH PARTITION log.left_shelf FOR VALUES WITH (MODULUS 2, REMAINDER 0);
ALTER TABLE log.shelf ATTACH PARTITION log.right_shelf FOR VALUES WITH (MODULUS 2, REMAINDER 1);
