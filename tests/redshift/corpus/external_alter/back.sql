DROP TABLE lake.clicks;
CREATE EXTERNAL TABLE lake.clicks (at timestamp without time zone)
STORED AS PARQUET
LOCATION 's3://bucket/clicks/'
TABLE PROPERTIES ('numRows' = '1000');
CREATE EXTERNAL TABLE lake.gone (at timestamp without time zone)
STORED AS TEXTFILE
LOCATION 's3://bucket/gone/';
DROP TABLE lake.lines;
