CREATE TABLE shop.stock (
  id bigint NOT NULL
);
DROP PUBLICATION everything;
ALTER PUBLICATION feed SET (publish = 'insert, update, delete, truncate');
ALTER PUBLICATION feed SET (publish_via_partition_root = false);
DROP PUBLICATION others;
DROP SCHEMA other;
ALTER PUBLICATION feed DROP TABLE ONLY shop.product;
ALTER PUBLICATION feed ADD TABLE ONLY shop.product;
ALTER PUBLICATION feed ADD TABLE ONLY shop.stock;
