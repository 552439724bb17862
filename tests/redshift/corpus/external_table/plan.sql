CREATE EXTERNAL TABLE lake.clicks (at timestamp without time zone, url character varying(200))
PARTITIONED BY (day date)
STORED AS PARQUET
LOCATION 's3://bucket/clicks/'
TABLE PROPERTIES ('numRows' = '1000');
