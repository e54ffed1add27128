create table t (a int);
delimiter //
create event hourly on schedule every '1:30' hour_minute do begin delete from t; select 1; end//
create event once on schedule at '2037-01-02 03:04:05' disable do delete from t//
create event nightly on schedule every 1 day starts '2030-01-01 10:00:00' ends '2037-01-01 00:00:00'
    on completion preserve comment 'it''s nightly' do call something()//
create event replicated on schedule every 2 week starts '2030-01-01 10:00:00' on completion preserve disable on slave do delete from t//
delimiter ;
-- has: every '1:30' hour_minute do begin
-- has: every 1 day starts '2030-01-01 10:00:00' ends '2037-01-01 00:00:00' on completion preserve comment 'it''s nightly'
-- has: disable on slave
