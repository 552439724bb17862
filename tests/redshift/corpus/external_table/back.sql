DROP TABLE lake.clicks;
