-- seed: --rows t=300
create table t (id integer primary key, kind text not null check (kind in ('person', 'company')), first_name text, company_name text, start_date text not null, end_date text, check (case kind when 'person' then first_name is not null and company_name is null else company_name is not null and first_name is null end), check (end_date is null or end_date > start_date));
