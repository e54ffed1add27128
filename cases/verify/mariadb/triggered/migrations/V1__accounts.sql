create table accounts (id bigint not null auto_increment primary key, name varchar(100) not null, changes int not null default 0);
create table account_log (id bigint not null auto_increment primary key, account_id bigint not null, name varchar(100) not null);
create trigger account_noted before update on accounts for each row begin
    insert into account_log (account_id, name) values (old.id, old.name);
    set new.changes = old.changes + 1;
end;
-- Fewer numbers than tables get rows.
create table roles (id tinyint not null primary key, name varchar(40) not null);
create table items (id bigint not null auto_increment primary key, label varchar(100) not null);
create trigger item_noted after update on items for each row insert into account_log (account_id, name) values (old.id, old.label);
