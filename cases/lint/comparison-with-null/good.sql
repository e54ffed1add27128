update orders set state = null where closed_at is null;
