-- seed: --rows contacts=600
create table contacts (id int primary key, email text, phone text, address text, check (num_nonnulls(email, phone, address) >= 1));
create table payments (id int primary key, card text, iban text, voucher text, check (num_nonnulls(card, iban, voucher) = 1));
create table legs (id int primary key, a int, b int, check ((a is null)::int + (b is null)::int = 1));
