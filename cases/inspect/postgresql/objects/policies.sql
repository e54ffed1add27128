-- roles: shop_reader, shop_writer
create table account (id integer primary key, owner text not null, balance numeric not null);
create table member (account_id integer references account, name text);
create policy own on account using (owner = current_user) with check (balance >= 0);
create policy read_all on account for select to shop_reader, shop_writer using (true);
create policy members on account as restrictive for update to shop_writer using (exists (select from member m where m.account_id = account.id));
create policy add on account for insert to public with check (owner is not null);
comment on policy own on account is 'Each their own';
