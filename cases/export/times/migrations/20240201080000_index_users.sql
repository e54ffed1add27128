-- migrate:up transaction:false
create index concurrently idx_users_name on users (name);

-- migrate:down transaction:false
drop index concurrently idx_users_name;
