CREATE FUNCTION shop.count_west()
  RETURNS bigint
  LANGUAGE plpgsql
AS $body$
DECLARE n bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', 'orders_west') INTO n;
  RETURN n; -- $1 and $$ are plain, ${this} too
END
$body$;
COMMENT ON TABLE shop.orders_north IS 'Orders of the NORTH';
COMMENT ON TABLE shop.orders_south IS 'Orders of the SOUTH';
CREATE TABLE shop.orders_west (
  id bigint NOT NULL,
  amount numeric(12,2) DEFAULT 0 NOT NULL,
  tax numeric(8,2) DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  changed_at timestamp with time zone,
  CONSTRAINT changed_later CHECK (changed_at >= created_at)
);
COMMENT ON TABLE shop.orders_west IS 'Orders of the WEST';
ALTER TABLE shop.orders_north ADD COLUMN amount numeric(12,2) DEFAULT 0 NOT NULL;
ALTER TABLE shop.orders_north ADD COLUMN tax numeric(8,2) DEFAULT 0 NOT NULL;
ALTER TABLE shop.orders_north ADD COLUMN created_at timestamp with time zone DEFAULT now() NOT NULL;
ALTER TABLE shop.orders_north ADD COLUMN changed_at timestamp with time zone;
ALTER TABLE shop.orders_south ADD COLUMN amount numeric(12,2) DEFAULT 0 NOT NULL;
ALTER TABLE shop.orders_south ADD COLUMN tax numeric(8,2) DEFAULT 0 NOT NULL;
ALTER TABLE shop.orders_south ADD COLUMN created_at timestamp with time zone DEFAULT now() NOT NULL;
ALTER TABLE shop.orders_south ADD COLUMN changed_at timestamp with time zone;
ALTER TABLE shop.orders_north ADD CONSTRAINT changed_later CHECK (changed_at >= created_at);
ALTER TABLE shop.orders_south ADD CONSTRAINT changed_later CHECK (changed_at >= created_at);
