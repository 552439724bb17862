ALTER TYPE shop.state ADD VALUE 'held' AFTER 'open';
