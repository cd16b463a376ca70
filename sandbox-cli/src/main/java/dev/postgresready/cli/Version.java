package dev.postgresready.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(SandboxCli.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
        return new String[] {"sandbox (Postgres Ready) " + version};
    }
}
