create table usual (id int primary key);
