CREATE FUNCTION shop.half(n bigint)
  RETURNS bigint
  LANGUAGE sql
  immutable
AS $$SELECT n / 2$$;
DROP INDEX shop.by_size;
CREATE INDEX by_size ON shop.item USING btree ((half(size)));
