DROP TABLE log.wall;
ALTER TABLE log.event DETACH PARTITION log.high;
DROP TABLE log.high;
ALTER TABLE log.shelf DETACH PARTITION log.left_shelf;
DROP TABLE log.left_shelf;
ALTER TABLE log.shelf DETACH PARTITION log.right_shelf;
DROP TABLE log.right_shelf;
DROP TABLE log.shelf;
