DROP INDEX shop.product_lower_title;
DROP INDEX shop.product_sold;
DROP INDEX shop.product_tags;
