create table visits (
    page  text   primary key,
    count bigint not null check (count > 0)
);
