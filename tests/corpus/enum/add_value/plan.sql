ALTER TYPE dispatch.status ADD VALUE 'new' BEFORE 'received';
ALTER TYPE dispatch.status ADD VALUE 'en_route' AFTER 'received';
ALTER TYPE dispatch.status ADD VALUE 'cancelled';
ALTER TABLE dispatch.incident ALTER COLUMN status SET DEFAULT 'new'::status;
