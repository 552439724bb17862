ALTER TABLE hall.booking DROP CONSTRAINT one_at_a_time;
DROP INDEX hall.length;
ALTER TABLE hall.booking ALTER COLUMN starts TYPE bigint;
ALTER TABLE hall.booking ALTER COLUMN ends TYPE bigint;
ALTER INDEX hall.no_room_below ALTER COLUMN 1 SET STATISTICS 200;
ALTER TABLE hall.booking ADD CONSTRAINT one_at_a_time EXCLUDE USING gist ((int8range(starts, ends)) WITH &&);
ALTER INDEX hall.one_at_a_time ALTER COLUMN 1 SET STATISTICS 500;
CREATE INDEX length ON hall.booking USING btree ((ends - starts));
ALTER INDEX hall.length ALTER COLUMN 1 SET STATISTICS 40;
