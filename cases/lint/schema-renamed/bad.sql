-- expect: schema-renamed
alter schema app rename to shop;
