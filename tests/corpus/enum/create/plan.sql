CREATE TYPE dispatch.status AS ENUM ('received', 'dispatched', 'closed');
COMMENT ON TYPE dispatch.status IS 'Where an incident stands';
