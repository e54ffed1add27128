create table t (a int);
create table log (x varchar(20));
delimiter //
create trigger bi before insert on t for each row begin set new.a = new.a + 1; end//
create trigger ai after insert on t for each row insert into log values ('i')//
create trigger bu before update on t for each row if new.a < old.a then signal sqlstate '45000' set message_text = 'less;'; end if//
create trigger au after update on t for each row insert into log values ('u')//
create trigger bd before delete on t for each row call anything(old.a)//
create trigger ad after delete on t for each row insert into log values ('d')//
create trigger ad2 after delete on t for each row insert into log values ('d2')//
delimiter ;
-- has: for each row follows ad insert
