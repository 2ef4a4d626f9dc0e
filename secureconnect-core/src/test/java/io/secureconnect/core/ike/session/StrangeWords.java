package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Now and then, other payloads or octets than those that were meant. */
final class StrangeWords implements RewritingCrypto.Rewriting {
    private final Random random;
    private final int oneIn;

    StrangeWords(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    @Override
    public byte[] rewrite(int firstInner, byte[] plaintext) {
        if (random.nextInt(oneIn) != 0) {
            return plaintext;
        }
        try {
            List<Payload> payloads = new ArrayList<>(PayloadChain.decode(firstInner, plaintext));
            byte[] octets = random.nextBoolean() ? plaintext : PayloadChain.encode(rearranged(payloads));
            return random.nextBoolean() ? octets : changed(octets);
        } catch (DecodeException fragment) {
            return changed(plaintext);
        }
    }

    /** The first payload keeps its place, since its type stands outside. */
    private List<Payload> rearranged(List<Payload> payloads) {
        int from = payloads.isEmpty() ? 0 : 1;
        int at = from + random.nextInt(payloads.size() - from + 1);
        if (payloads.isEmpty()) {
            return payloads;
        }
        if (at < payloads.size() && random.nextInt(3) == 0) {
            payloads.remove(at);
        } else if (at < payloads.size() && random.nextInt(3) == 0) {
            payloads.add(payloads.get(at));
        } else {
            payloads.add(at, stranger());
        }
        return payloads;
    }

    private Payload stranger() {
        NotifyType[] types = NotifyType.values();
        Bytes spi = Bytes.wrap(new byte[random.nextInt(3) * 4]);
        return switch (random.nextInt(6)) {
            case 0 -> new Payload.Delete(3, 4, List.of(Bytes.ofHex("0a000001"), Bytes.ofHex("0b000001")));
            case 1 -> new Payload.Delete(1, 0, List.of());
            case 2 -> new Payload.Unknown(200, random.nextBoolean(), spi);
            case 3 -> new Payload.Nonce(Bytes.wrap(new byte[16 + random.nextInt(300)]));
            default ->
                new Payload.Notify(random.nextInt(4), spi, types[random.nextInt(types.length)].number(), octets());
        };
    }

    private Bytes octets() {
        byte[] octets = new byte[random.nextInt(5)];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }

    private byte[] changed(byte[] octets) {
        byte[] changed = octets.clone();
        for (int i = random.nextInt(3); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
