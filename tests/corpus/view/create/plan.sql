CREATE TABLE shop.product (
  id bigint NOT NULL,
  title text NOT NULL,
  added timestamp with time zone NOT NULL
);
CREATE VIEW shop.recent WITH (check_option='cascaded', security_barrier='true') AS
SELECT id, title
FROM product
WHERE added > now() - interval '1 day';
COMMENT ON VIEW shop.recent IS 'Of the last day';
COMMENT ON COLUMN shop.recent.id IS 'of the product';
