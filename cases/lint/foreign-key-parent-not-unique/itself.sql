drop table if exists categories;
drop table gone;
create table categories (id bigint primary key, parent_id bigint references categories (id) on delete set null);
-- expect: foreign-key-parent-not-unique
create table notes (id bigint primary key, category_id bigint references gone (id));
