-- seed: --rows lines=800
create table lines (id int primary key, quantity int not null check (quantity between 1 and 20), price numeric(10,2) not null check (price > 0 and price < 1000), total numeric(12,2) not null, check (total = quantity * price), discount numeric(10,2) not null check (discount >= 0), check (discount <= total * 0.5));
