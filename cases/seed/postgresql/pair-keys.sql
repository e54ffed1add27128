-- seed: --rows users=30 --rows groups=10 --rows members=200
create table users (id int primary key, name text not null);
create table groups (id int primary key, name text not null unique);
create table members (user_id int references users (id), group_id int references groups (id), role text not null check (role in ('owner', 'member')), joined_at timestamptz not null default now(), primary key (user_id, group_id));
create unique index one_owner on members (group_id) where role = 'owner';
create table friends (a int references users (id), b int references users (id), primary key (a, b), check (a < b));
