-- seed: --rows orders=1000
create table orders (id int primary key, status text not null check (status in ('new', 'paid', 'cancelled')), paid_at timestamptz, cancelled_at timestamptz, reason text, check ((status = 'paid') = (paid_at is not null)), check (case when status = 'cancelled' then cancelled_at is not null and length(reason) >= 5 else cancelled_at is null and reason is null end));
