create sequence numbers start with 1000;
create table invoices (id bigint not null default nextval(numbers) primary key, total decimal(10, 2) not null check (total > 0));
create table items (id bigint not null default nextval(numbers) primary key, invoice_id bigint not null, foreign key (invoice_id) references invoices (id));
