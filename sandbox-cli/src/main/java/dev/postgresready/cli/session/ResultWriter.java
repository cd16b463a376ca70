package dev.postgresready.cli.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Prints to a stream of this process, and remembers why that failed, which a PrintWriter forgets. Not thread-safe. */
final class ResultWriter extends PrintWriter {

    private final Stream stream;

    private ResultWriter(Stream stream) {
        super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
        this.stream = stream;
    }

    static ResultWriter to(FileDescriptor descriptor) {
        return new ResultWriter(new Stream(descriptor));
    }

    /** Why the first thing that could not be written was not; null where all was. */
    @Nullable
    IOException failure() {
        return stream.failure;
    }

    /** The stream itself, which is asked in few large pieces. */
    private static final class Stream extends FileOutputStream {

        private @Nullable IOException failure;

        private Stream(FileDescriptor descriptor) {
            super(descriptor);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
