ALTER TYPE shop.size RENAME TO size__old;
CREATE TYPE shop.size AS (
  width bigint,
  height integer
);
ALTER TABLE shop.product ALTER COLUMN size TYPE size USING CASE WHEN size IS DISTINCT FROM NULL THEN ROW((size).width::text::bigint, (size).height::text::integer)::size END;
DROP TYPE shop.size__old;
