CREATE DOMAIN shop.email AS text NOT NULL
  CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
COMMENT ON DOMAIN shop.email IS 'An address that mail reaches';
COMMENT ON CONSTRAINT has_at ON DOMAIN shop.email IS 'cheap, and catches most';
CREATE DOMAIN shop.quantity AS integer DEFAULT 1
  CONSTRAINT quantity_check CHECK (VALUE > 0);
CREATE TABLE shop.customer (
  email email NOT NULL,
  orders quantity[]
);
