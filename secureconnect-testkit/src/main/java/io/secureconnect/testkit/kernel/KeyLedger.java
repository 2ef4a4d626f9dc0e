package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every key that was ever installed, as a salted hash, and for which SA. Kernels that share a ledger also find keys used
 * on two paths. A key may be in two kernels, for the two ends of one SA; anything more is misuse. Thread-safe.
 */
public final class KeyLedger {
    private static final int SALT_OCTETS = 16;
    private static final int ENDS = 2;

    private final byte[] salt;
    private final Map<ByteBuffer, Use> uses = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    public KeyLedger(RandomSource random) {
        this.salt = random.octets(SALT_OCTETS);
    }

    private record Use(Spi spi, Set<String> kernels) {}

    /** What was found so far, for a check at the end: an error that was thrown may have been swallowed. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /**
     * Notes that {@code kernel} is given {@code sa}.
     *
     * @throws KeyMisuseError if one of its keys has served another SA, or this kernel before
     */
    public synchronized void use(String kernel, SecurityAssociation sa) {
        KeyMaterial keys = sa.keys();
        // The salt of an AEAD key is left out: the same key under two salts is one key for two SAs all the same.
        int cipherKey = sa.parameters().proposal().encryption().keyOctets();
        note(kernel, sa, keys.encryption().read(octets -> hash(Arrays.copyOf(octets, cipherKey))));
        keys.integrity().ifPresent(key -> note(kernel, sa, key.read(octets -> hash(octets.clone()))));
    }

    private void note(String kernel, SecurityAssociation sa, ByteBuffer hash) {
        Spi spi = sa.id().spi();
        Use use = uses.computeIfAbsent(hash, h -> new Use(spi, new HashSet<>()));
        if (!use.spi.equals(spi)) {
            refuse("the key of SA " + sa.id() + " has served the SA with spi " + use.spi + " before");
        }
        if (!use.kernels.add(kernel)) {
            refuse("the key of SA " + sa.id() + " was installed on " + kernel
                    + " before; its sequence numbers begin again, and with them its nonces (RFC 4106 section 3)");
        }
        if (use.kernels.size() > ENDS) {
            refuse("the key of SA " + sa.id() + " is on more than two hosts: " + use.kernels);
        }
    }

    private void refuse(String message) {
        violations.add(message);
        throw new KeyMisuseError(message);
    }

    private ByteBuffer hash(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return ByteBuffer.wrap(digest.digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
