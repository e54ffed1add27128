-- expect: row-security-disabled
alter table orders disable row level security;
