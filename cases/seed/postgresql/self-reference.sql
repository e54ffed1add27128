-- seed: --rows categories=300 --rows employees=200
create table categories (id int primary key, parent_id int references categories (id), name text not null, unique (parent_id, name), check (parent_id <> id));
create table employees (id uuid primary key default gen_random_uuid(), manager_id uuid references employees (id), name text not null);
