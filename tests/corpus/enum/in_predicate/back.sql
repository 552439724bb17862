ALTER TYPE work.status ADD VALUE 'failed';
