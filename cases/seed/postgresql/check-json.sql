-- seed: --rows t=300
create table t (id int primary key, doc jsonb not null check (jsonb_typeof(doc) = 'object'), settings jsonb not null check (settings ? 'theme' and jsonb_typeof(settings -> 'theme') = 'string'), price jsonb not null check ((price ->> 'amount')::numeric > 0 and price ->> 'currency' in ('EUR', 'USD')));
