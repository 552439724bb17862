CREATE FUNCTION shop.kilos(weight text)
  RETURNS integer
  LANGUAGE sql
  immutable
AS $$SELECT split_part(weight, ' ', 1)::integer$$;
ALTER TABLE shop.parcel ALTER COLUMN weight TYPE integer USING kilos(weight);
ALTER TABLE shop.parcel ALTER COLUMN state TYPE state USING CASE state WHEN 1 THEN 'open' ELSE 'shut' END::shop.state;
ALTER TABLE shop.parcel ALTER COLUMN sent TYPE bigint USING extract(epoch FROM sent)::bigint;
