-- expect: trigger-drop-locks-table
drop trigger touch on orders;
