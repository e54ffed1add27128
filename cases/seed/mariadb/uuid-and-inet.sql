create table hosts (
    id uuid not null primary key, old_address inet4 not null, address inet6 not null, other inet6, seen_at timestamp(6) not null default current_timestamp(6) on update current_timestamp(6)
);
create table visits (id bigint auto_increment primary key, host_id uuid not null, took time(3) not null, foreign key (host_id) references hosts (id));
