package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Random octets sent over one TCP connection, and what arrived.
 *
 * @param connected whether the connection came about at all
 * @param octets how many arrived
 * @param sentSha256 of all that was sent, in hexadecimal
 * @param receivedSha256 of all that arrived
 */
public record TcpTransfer(boolean connected, long octets, String sentSha256, String receivedSha256) {
    private static final int CHUNK = 64 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Whether all arrived unchanged. */
    public boolean intact() {
        return connected && sentSha256.equals(receivedSha256);
    }

    static TcpTransfer run(Wire.End from, Wire.End to, AddressFamily family, int octets, Duration connectLimit) {
        try (ServerSocketChannel server =
                        to.namespace().call(() -> ServerSocketChannel.open(Traffic.protocolFamily(family)));
                SocketChannel client =
                        from.namespace().call(() -> SocketChannel.open(Traffic.protocolFamily(family)))) {
            server.bind(Traffic.socketAddress(to.address(family), 0));
            CompletableFuture<Arrived> arrived = CompletableFuture.supplyAsync(() -> receive(server));
            client.bind(Traffic.socketAddress(from.address(family), 0));
            try {
                client.socket().connect(server.getLocalAddress(), (int) connectLimit.toMillis());
            } catch (SocketTimeoutException e) {
                return new TcpTransfer(false, 0, "", "");
            }
            String sent = send(client, octets);
            Arrived all = arrived.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return new TcpTransfer(true, all.octets, sent, all.sha256);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("TCP from " + from.namespace() + " to " + to.namespace() + ": " + e, e);
        }
    }

    private record Arrived(long octets, String sha256) {}

    private static String send(SocketChannel client, int octets) throws IOException {
        MessageDigest digest = sha256();
        Random random = new Random();
        byte[] chunk = new byte[CHUNK];
        for (int left = octets; left > 0; left -= CHUNK) {
            int length = Math.min(left, CHUNK);
            random.nextBytes(chunk);
            digest.update(chunk, 0, length);
            ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, length);
            while (buffer.hasRemaining()) {
                client.write(buffer);
            }
        }
        client.shutdownOutput();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Arrived receive(ServerSocketChannel server) {
        try (SocketChannel connection = server.accept()) {
            MessageDigest digest = sha256();
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            long octets = 0;
            for (int read = connection.read(buffer); read >= 0; read = connection.read(buffer)) {
                octets += read;
                digest.update(buffer.flip());
                buffer.clear();
            }
            return new Arrived(octets, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(sha256().digest(octets));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }
}
