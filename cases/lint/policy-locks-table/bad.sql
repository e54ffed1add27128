-- expect: policy-locks-table
create policy own on orders using (owner = current_user);
