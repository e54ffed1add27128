-- seed: --rows orders=300
create table orders (id bigint generated always as identity primary key, status text not null check (status in ('open', 'paid', 'shipped')), channel varchar(10) not null check (channel = any (array['web', 'shop'])));
