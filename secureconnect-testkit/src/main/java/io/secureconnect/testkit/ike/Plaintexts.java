package io.secureconnect.testkit.ike;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was inside the latest encrypted payloads, by their bodies as they are on the wire. Holds no keys. */
final class Plaintexts {
    private static final int KEPT = 4096;

    private final Map<ByteBuffer, byte[]> bySealed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    void add(byte[] sealed, byte[] plaintext) {
        bySealed.put(ByteBuffer.wrap(sealed.clone()), plaintext.clone());
    }

    Optional<byte[]> of(byte[] sealed) {
        return Optional.ofNullable(bySealed.get(ByteBuffer.wrap(sealed)));
    }
}
