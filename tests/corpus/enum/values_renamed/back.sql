ALTER TYPE shop.state RENAME VALUE 'waiting' TO 'held';
ALTER TYPE shop.state ADD VALUE 'stuck' AFTER 'held';
ALTER TYPE shop.state ADD VALUE 'lost';
