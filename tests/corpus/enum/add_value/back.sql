ALTER TABLE dispatch.incident ALTER COLUMN status DROP DEFAULT;
ALTER TYPE dispatch.status RENAME TO status__old;
CREATE TYPE dispatch.status AS ENUM ('received', 'dispatched', 'closed');
ALTER TABLE dispatch.incident ALTER COLUMN status TYPE status USING status::text::status;
DROP TYPE dispatch.status__old;
ALTER TABLE dispatch.incident ALTER COLUMN status SET DEFAULT 'received'::status;
