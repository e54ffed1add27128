create table `таблица` (`имя` varchar(20) default 'Ünï ☃ 😀' comment 'комментарий', `日本` int, key `индекс` (`имя`), constraint `проверка` check (`имя` <> 'нет')) comment 'Ünï';
create view `вид` as select `имя`, 'ß' as `straße` from `таблица`;
delimiter //
create procedure `процедура`(in `имя` varchar(10))
    comment '😀'
begin
    select concat(`имя`, 'é;ü');
end//
create trigger `триггер` before insert on `таблица` for each row set new.`имя` = 'é'//
delimiter ;
