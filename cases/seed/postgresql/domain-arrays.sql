-- seed: --rows t=200
create domain code as varchar(5) check (value ~ '^[A-Z]{2}[0-9]{3}$');
create domain codes as code[] check (array_length(value, 1) between 1 and 4);
create type money_amount as (amount numeric(10,2), currency char(3));
create table t (id int primary key, main code not null, others code[] not null, listed codes not null, price money_amount, history money_amount[]);
