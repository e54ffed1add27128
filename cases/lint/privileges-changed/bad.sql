-- expect: privileges-changed
grant select on orders to reporting;
-- expect: privileges-changed
create policy own on orders using (owner = current_user);
