package dev.postgresready.junit;

import dev.postgresready.database.DatabaseRole;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connect a {@code Connection}, {@code DataSource} or {@code ConnectionInfo} parameter as another role than the
 * application's: {@code @AsRole(DatabaseRole.OWNER) Connection owner}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AsRole {

    /** Choose the role. */
    DatabaseRole value();
}
