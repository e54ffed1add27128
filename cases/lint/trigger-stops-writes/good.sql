set lock_timeout = '1s';
create trigger t after insert on orders for each row execute function f();
