create table broken (id nosuchtype);
