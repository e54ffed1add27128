-- expect: column-drop-breaks-readers
alter table orders drop column note;
