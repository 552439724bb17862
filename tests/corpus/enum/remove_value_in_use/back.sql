ALTER TYPE dispatch.status ADD VALUE 'duplicate' AFTER 'received';
