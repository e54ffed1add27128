create table t (id int primary key, a varchar(10), n int default 0);
create table log (what varchar(100));
delimiter //
create trigger z_first before insert on t for each row set new.a = lower(new.a)//
create trigger m_second before insert on t for each row
begin
    if new.n is null then
        set new.n = 0;
    end if;
end//
create trigger a_third before insert on t for each row set new.a = trim(new.a)//
create trigger between_them before insert on t for each row precedes a_third set new.n = new.n + 1//
create trigger t_after after update on t for each row insert into log values (concat('updated ', new.id))//
create trigger `odd name` after delete on t for each row begin insert into log values ('deleted;'); end//
create trigger on_log before delete on log for each row signal sqlstate '45000' set message_text = 'no'//
delimiter ;
-- has: for each row follows z_first begin
-- has: for each row follows between_them set new.a = trim(new.a)
