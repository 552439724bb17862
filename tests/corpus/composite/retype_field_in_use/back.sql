ALTER TYPE shop.size RENAME TO size__old;
CREATE TYPE shop.size AS (
  width integer,
  height integer
);
ALTER TABLE shop.product ALTER COLUMN size TYPE size USING CASE WHEN size IS DISTINCT FROM NULL THEN ROW((size).width::text::integer, (size).height::text::integer)::size END;
DROP TYPE shop.size__old;
