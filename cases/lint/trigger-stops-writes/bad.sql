-- expect: trigger-stops-writes
create trigger t after insert on orders for each row execute function f();
