package dev.postgresready.cli.doctor;

import dev.postgresready.cli.session.CommandFailure;
import dev.postgresready.cli.session.ExitCode;
import dev.postgresready.host.DirectoryFact;
import dev.postgresready.host.HostFacts;
import dev.postgresready.host.Platform;
import dev.postgresready.process.Command;
import dev.postgresready.process.ProcessResult;
import dev.postgresready.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The program that runs others under denials of the kernel's; it is in our jar. */
record CageProgram(Path file) {

    /** What it answers where this machine cannot give a denial that was asked for. */
    private static final int NOT_TO_BE_HAD = 125;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Put it where programs can be executed. */
    static CageProgram unpack(HostFacts facts) {
        String name = name(facts.platform());
        Path cache = facts.cacheCandidates().stream()
                .filter(DirectoryFact::usable)
                .map(DirectoryFact::path)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "no directory here takes an executable file: " + facts.cacheCandidates(),
                        "name one: export POSTGRES_READY_CACHE=DIR"));
        try {
            return new CageProgram(unpack(name, cache.resolve("cage")));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FINDINGS, "cannot write to " + cache + ": " + e, "export POSTGRES_READY_CACHE=DIR");
        }
    }

    /** The denials it knows, each with a meaning. */
    String list() {
        return run(List.of("-l")).output();
    }

    /** Fail where these denials are unknown, or cannot be had on this machine. */
    void confirm(String denials) {
        ProcessResult result = run(List.of("-d", denials, "-t"));
        if (!result.succeeded()) {
            boolean known = result.exitCode() == NOT_TO_BE_HAD;
            throw new CommandFailure(
                    known ? ExitCode.FINDINGS : ExitCode.USAGE,
                    result.output().strip(),
                    known
                            ? "simulate without it, or on a machine that allows it (root does most)"
                            : "see sandbox doctor --simulate list");
        }
    }

    private ProcessResult run(List<String> arguments) {
        return ProcessRunner.run(Command.of(Path.of("/"), arguments).prefixedWith(List.of(file.toString())), PATIENCE);
    }

    private static String name(Platform platform) {
        boolean linux = platform.os() == Platform.Os.LINUX;
        if (linux && platform.cpu() == Platform.Cpu.X86_64) {
            return "linux-x86_64";
        }
        if (linux && platform.cpu() == Platform.Cpu.ARM64) {
            return "linux-aarch64";
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "denials can be simulated on Linux on x86_64 and aarch64 only, this is " + platform,
                "run it in a Linux container or virtual machine");
    }

    /** Another process may be doing the same, and another version of us may want other bytes. */
    private static Path unpack(String name, Path directory) throws IOException {
        byte[] bytes = read(name);
        Files.createDirectories(directory);
        Path target = directory.resolve(Integer.toHexString(Arrays.hashCode(bytes)) + "-" + name);
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
            Path fresh = directory.resolve("." + UUID.randomUUID());
            Files.write(fresh, bytes);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = CageProgram.class.getResourceAsStream("/dev/postgresready/cage/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }
}
