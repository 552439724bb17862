ALTER TABLE lake.clicks ADD COLUMN url character varying(200);
ALTER TABLE lake.clicks SET LOCATION 's3://bucket/clicks2/';
ALTER TABLE lake.clicks SET FILE FORMAT ORC;
ALTER TABLE lake.clicks SET TABLE PROPERTIES ('numRows' = '2000');
DROP TABLE lake.gone;
CREATE EXTERNAL TABLE lake.lines (n numeric(10,2), what character varying(20))
PARTITIONED BY (day date)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES ('separatorChar' = ';')
STORED AS TEXTFILE
LOCATION 's3://bucket/lines/'
TABLE PROPERTIES ('skip.header.line.count' = '1');
