CREATE UNLOGGED TABLE shop.cart (
  customer bigint NOT NULL,
  added timestamp without time zone NOT NULL,
  CONSTRAINT cart_pkey PRIMARY KEY (customer, added)
);
CREATE TABLE shop.customer (
  id bigint GENERATED ALWAYS AS IDENTITY,
  email text COLLATE "C" NOT NULL,
  name character varying(80),
  born date,
  tags text[] DEFAULT '{}' NOT NULL,
  score double precision DEFAULT 0.5 NOT NULL,
  extra jsonb DEFAULT '{}'::jsonb NOT NULL,
  since timestamp(3) with time zone DEFAULT now() NOT NULL,
  label text GENERATED ALWAYS AS (email || coalesce(name, '')) STORED NOT NULL,
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_email UNIQUE (email),
  CONSTRAINT born_before CHECK (born < since::date)
) WITH (fillfactor='80');
COMMENT ON TABLE shop.customer IS 'Who has ever ordered';
COMMENT ON COLUMN shop.customer.email IS 'lower case';
COMMENT ON COLUMN shop.customer.label IS 'for lists';
ALTER TABLE shop.cart ADD CONSTRAINT cart_customer_fkey FOREIGN KEY (customer) REFERENCES shop.customer (id) ON DELETE CASCADE;
