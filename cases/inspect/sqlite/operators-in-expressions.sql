-- has: -1
create table t (a integer, b text, check (- a<~-1), check (a- -1>0), check (a->>'$.x'='y' or b||'z'<>''), check (a<<2>=1 and a!=3),
    check (case when a then -1 else +1 end <> 0), check (a is not null and not (b isnull)), check (b glob '[a-z]*' and b like '%x'),
    check (a in (1,2,3) and (a,b) is not (1,'x')), check (cast(a as text) = b collate nocase));
