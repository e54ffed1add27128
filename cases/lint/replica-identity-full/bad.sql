-- expect: replica-identity-full
alter table orders replica identity full;
