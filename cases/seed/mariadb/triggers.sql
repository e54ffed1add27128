create table accounts (id int auto_increment primary key, owner varchar(40) not null, changes int not null default 0);
create table audit (id int auto_increment primary key, account_id int not null, what varchar(20) not null, foreign key (account_id) references accounts (id));
create trigger no_rows before insert on audit for each row signal sqlstate '45000' set message_text = 'audit is written by triggers';
create trigger log_account after insert on accounts for each row insert into audit (account_id, what) values (new.id, 'new');
create trigger log_account_again after insert on accounts for each row follows log_account set @seen = new.id;
