package io.secureconnect.examples.agent;

import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

/**
 * Where a running agent is spoken to: a Unix domain socket with mode 0600 in its private state directory. A client sends one
 * line, gets one answer, and that is all.
 */
public final class ControlSocket implements AutoCloseable {
    private static final int LONGEST_REQUEST = 4096;
    private static final int CLIENTS = 4;

    private final Path file;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> answers;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS, ControlSocket::thread);

    private ControlSocket(Path file, ServerSocketChannel server, UnaryOperator<String> answers) {
        this.file = file;
        this.server = server;
        this.answers = answers;
    }

    /** The socket's place in a state directory. */
    public static Path of(Path state) {
        return state.resolve("agent.sock");
    }

    /**
     * Begins to listen; the caller holds the lock of the directory, so a socket that is there is nobody's.
     *
     * @param answers called on threads of this object
     */
    public static ControlSocket open(Path state, UnaryOperator<String> answers) {
        Path file = of(state);
        try {
            Files.deleteIfExists(file);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(file));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException e) {
                server.close();
                throw e;
            }
            ControlSocket socket = new ControlSocket(file, server, answers);
            thread(socket::accept).start();
            return socket;
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a state directory with a shorter path");
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "remove it");
        } finally {
            clients.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                clients.execute(() -> serve(client));
            }
        } catch (ClosedChannelException | RejectedExecutionException e) {
            // closed: there is nothing to accept any more
        } catch (IOException e) {
            clients.shutdown();
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            String request = readLine(client);
            ByteBuffer answer = ByteBuffer.wrap(answers.apply(request).getBytes(StandardCharsets.UTF_8));
            while (answer.hasRemaining()) {
                client.write(answer);
            }
        } catch (IOException e) {
            // the client went away; it has nobody to blame but itself
        }
    }

    private static String readLine(SocketChannel client) throws IOException {
        byte[] line = new byte[LONGEST_REQUEST];
        InputStream in = Channels.newInputStream(client);
        int length = 0;
        while (length < line.length) {
            int octet = in.read();
            if (octet < 0 || octet == '\n') {
                break;
            }
            line[length++] = (byte) octet;
        }
        return new String(line, 0, length, StandardCharsets.US_ASCII);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "secureconnect-control");
        thread.setDaemon(true);
        return thread;
    }
}
