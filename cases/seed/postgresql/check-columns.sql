-- seed: --rows stays=1000
create table stays (id int primary key, arrives date not null, leaves date not null, booked_at timestamptz not null, paid_at timestamptz, check (leaves > arrives), check (leaves - arrives <= 30), check (paid_at >= booked_at));
