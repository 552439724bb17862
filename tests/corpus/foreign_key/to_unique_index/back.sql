DROP TABLE shop.a_step;
DROP INDEX shop.one;
