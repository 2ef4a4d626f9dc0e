package io.secureconnect.examples.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written; a {@link java.io.PrintWriter} on it only knows that. */
public final class StandardOutput extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    public StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        remember(() -> out.write(octets, from, length));
    }

    @Override
    public void write(int octet) throws IOException {
        remember(() -> out.write(octet));
    }

    @Override
    public void flush() throws IOException {
        remember(out::flush);
    }

    /** The last failure; empty if all was written. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the reader went away, as {@code head} does when it has enough; nobody needs to be told. */
    public boolean isUnread() {
        return failure()
                .map(IOException::getMessage)
                .filter(message -> message.contains("Broken pipe"))
                .isPresent();
    }

    private interface Write {
        void run() throws IOException;
    }

    private void remember(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
