-- seed: --rows users=40 --rows addresses=120
create table users (id int primary key, email text not null, deleted_at timestamptz);
create unique index users_email on users (lower(email)) where deleted_at is null;
create table addresses (id int primary key, user_id int not null references users (id), kind text not null check (kind in ('home', 'work')), is_default boolean not null);
create unique index one_default on addresses (user_id) where is_default;
