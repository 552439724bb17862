DROP TYPE dispatch.status;
