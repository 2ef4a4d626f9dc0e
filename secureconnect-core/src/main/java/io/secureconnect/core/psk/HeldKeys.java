package io.secureconnect.core.psk;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The keys that a host holds, read from its key file. Of two forms: keys of its own pairs, as {@link #FORMAT}, or the
 * organization's key itself, one line of 64 hexadecimal digits, for peers that know nothing else; more such lines are older
 * keys that are still taken. Immutable but for {@link #close}.
 */
public final class HeldKeys implements PreSharedKeys, AutoCloseable {
    static final String FORMAT = "secureconnect.pair-keys/v1";

    private final String workload;
    private final Map<String, List<PairKey>> byPeer;
    private final List<PairKey> ofEveryPair;

    private HeldKeys(String workload, Map<String, List<PairKey>> byPeer, List<PairKey> ofEveryPair) {
        this.workload = workload;
        this.byPeer = byPeer;
        this.ofEveryPair = ofEveryPair;
    }

    /**
     * Reads a key file; does not close {@code content}.
     *
     * @param source where it is from, for texts
     * @throws SecureConnectException with {@code KEY_UNREADABLE}
     */
    public static HeldKeys read(String source, SecretBytes content) {
        return content.read(octets -> read(new KeyLineReader(source, octets), source));
    }

    static SecretBytes write(String organization, String workload, Map<String, List<PairKey>> byPeer) {
        try (KeyLines lines = new KeyLines()) {
            lines.text(FORMAT).end();
            lines.text("organization ").id(organization).end();
            lines.text("workload ").id(workload).end();
            byPeer.forEach((peer, keys) -> {
                for (PairKey key : keys) {
                    lines.key(key.epoch(), key.secret()).text(" ").id(peer).end();
                }
            });
            return lines.toSecret();
        }
    }

    private static HeldKeys read(KeyLineReader lines, String source) {
        if (!lines.next()) {
            throw new SecureConnectException(
                    ErrorCode.KEY_UNREADABLE, source + ": is empty; put this host's key file there");
        }
        List<PairKey> all = new ArrayList<>();
        try {
            return lines.isBare() ? readBare(lines, all) : readPairs(lines, all);
        } catch (RuntimeException e) {
            wipe(all);
            throw e;
        }
    }

    /** Lines have no epochs, so they are numbered here, the newest, which is the first, highest. */
    private static HeldKeys readBare(KeyLineReader lines, List<PairKey> all) {
        do {
            if (!lines.isBare()) {
                throw lines.fault("is not a key of 64 hexadecimal digits");
            }
            all.add(new PairKey(0, lines.bareKey()));
        } while (lines.next());
        return new HeldKeys("", Map.of(), numbered(all, List.of()));
    }

    /**
     * These keys as what follows {@code before}: an organization's key that was there keeps its epoch, one that was not has a
     * later one. Keys of pairs have their epochs in the file.
     */
    public HeldKeys after(HeldKeys before) {
        return ofEveryPair.isEmpty() ? this : new HeldKeys("", Map.of(), numbered(ofEveryPair, before.ofEveryPair));
    }

    private static List<PairKey> numbered(List<PairKey> keys, List<PairKey> before) {
        int next = before.stream().mapToInt(key -> key.epoch() + 1).max().orElse(0);
        List<PairKey> numbered = new ArrayList<>();
        for (int at = keys.size() - 1; at >= 0; at--) {
            SecretBytes secret = keys.get(at).secret();
            OptionalInt known = before.stream()
                    .filter(key -> key.secret().equals(secret))
                    .mapToInt(PairKey::epoch)
                    .findFirst();
            numbered.add(0, new PairKey(known.isPresent() ? known.getAsInt() : next++, secret));
        }
        return List.copyOf(numbered);
    }

    private static HeldKeys readPairs(KeyLineReader lines, List<PairKey> all) {
        if (!lines.startsWith(FORMAT)) {
            throw lines.fault("is neither " + FORMAT + " nor a key of 64 hexadecimal digits");
        }
        require(lines);
        lines.afterWord("organization");
        require(lines);
        String workload = lines.afterWord("workload");
        Map<String, List<PairKey>> byPeer = new HashMap<>();
        while (lines.next()) {
            KeyLineReader.Key line = lines.key();
            all.add(line.key());
            List<PairKey> ofPeer = byPeer.computeIfAbsent(line.id(), peer -> new ArrayList<>(2));
            if (line.id().isEmpty()
                    || ofPeer.stream().anyMatch(key -> key.epoch() == line.key().epoch())) {
                throw lines.fault("names no peer, or one that has a key of that epoch already");
            }
            ofPeer.add(line.key());
        }
        byPeer.replaceAll((peer, keys) -> List.copyOf(keys));
        return new HeldKeys(workload, byPeer, List.of());
    }

    private static void require(KeyLineReader lines) {
        if (!lines.next()) {
            throw lines.fault("is the last, but more must follow");
        }
    }

    @Override
    public List<PairKey> of(String local, String peer) {
        if (!ofEveryPair.isEmpty()) {
            return ofEveryPair;
        }
        return local.equals(workload) ? byPeer.getOrDefault(peer, List.of()) : List.of();
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        wipe(ofEveryPair);
        byPeer.values().forEach(HeldKeys::wipe);
    }

    private static void wipe(List<PairKey> keys) {
        keys.forEach(key -> key.secret().close());
    }

    /** For how many peers there are keys, and no key. */
    @Override
    public String toString() {
        return ofEveryPair.isEmpty()
                ? "HeldKeys[" + byPeer.size() + " peers]"
                : "HeldKeys[the organization's, for every peer]";
    }
}
