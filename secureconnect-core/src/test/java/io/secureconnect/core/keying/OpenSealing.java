package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.UnreadableInstructionException.Reason;
import io.secureconnect.spi.RandomSource;
import java.util.Arrays;

/**
 * A suite without cryptography that behaves like one: an envelope opens only for its receiver, from its sender, in its context,
 * unchanged. Fast enough for models. The public key is the private key.
 */
final class OpenSealing implements SealingSuite {
    @Override
    public SealingKeyPair newKeyPair(RandomSource random) {
        return keyPair(SecretBytes.wrap(random.octets(SealingPublicKey.OCTETS)));
    }

    @Override
    public SealingKeyPair keyPair(SecretBytes privateKey) {
        return new SealingKeyPair(privateKey, SealingPublicKey.of(privateKey.read(byte[]::clone)));
    }

    @Override
    public InstructionSealer sealer(SealingKeyPair own) {
        return (receiver, context, plaintext) -> {
            try (OctetWriter out = new OctetWriter()) {
                return out.counted(own.publicKey().octets())
                        .counted(receiver.octets())
                        .counted(context)
                        .counted(plaintext)
                        .toOctets();
            }
        };
    }

    @Override
    public InstructionOpener opener(SealingKeyPair own, SealingPublicKey distributor) {
        return (context, envelope) -> {
            OctetReader in = new OctetReader(envelope);
            boolean fits = Arrays.equals(in.counted(), distributor.octets())
                    && Arrays.equals(in.counted(), own.publicKey().octets())
                    && Arrays.equals(in.counted(), context);
            if (!fits) {
                throw new UnreadableInstructionException(Reason.NOT_AUTHENTIC, "not for this host in this context");
            }
            byte[] plaintext = in.counted();
            in.end();
            return SecretBytes.wrap(plaintext);
        };
    }
}
