package io.secureconnect.testkit.kernel;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspOverhead;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.spi.RandomSource;

/**
 * The packets of one SA, in transport mode (RFC 4303 §3.1.1): makes ESP of payloads, or payloads of ESP. It keeps cipher
 * and buffers for the life of the SA and writes into arrays of the caller. Not thread-safe.
 *
 * <p>Sequence numbers are the caller's business; the same one must never be sealed twice.
 */
public final class EspTransform {
    /** Answer of {@link #open} if the integrity check failed. */
    public static final int NOT_GENUINE = -1;
    /** Answer of {@link #open} if the packet is genuine, but ends in no proper trailer. */
    public static final int MALFORMED = -2;

    private final int spi;
    private final int alignment;
    private final int ivOctets;
    private final int icvOctets;
    private final EspOverhead overhead;
    private final PacketCipher cipher;

    private EspTransform(int spi, EspProposal proposal, PacketCipher cipher) {
        this.spi = spi;
        this.alignment = proposal.encryption().alignment();
        this.ivOctets = proposal.encryption().ivOctets();
        this.icvOctets = proposal.icvOctets();
        this.overhead = new EspOverhead(proposal, false);
        this.cipher = cipher;
    }

    /**
     * The transform of {@code sa}, whose keys it copies.
     *
     * @param random makes the IVs of AES-CBC; other ciphers count
     */
    public static EspTransform of(SecurityAssociation sa, RandomSource random) {
        EspParameters parameters = sa.parameters();
        EspProposal proposal = parameters.proposal();
        boolean extended = parameters.extendedSequenceNumbers();
        PacketCipher cipher = sa.keys().encryption().read(key -> {
            switch (proposal.encryption()) {
                case AES_GCM_16_128:
                case AES_GCM_16_256:
                    return AeadCipher.aesGcm(key, extended);
                case CHACHA20_POLY1305:
                    return AeadCipher.chacha20Poly1305(key, extended);
                case AES_CBC_128:
                case AES_CBC_256:
                    SecretBytes macKey = sa.keys().integrity().orElseThrow();
                    return macKey.read(
                            mac -> new CbcHmacCipher(key, proposal.integrity().orElseThrow(), mac, extended, random));
            }
            throw new IllegalArgumentException("no transform for " + proposal);
        });
        return new EspTransform(sa.id().spi().value(), proposal, cipher);
    }

    /** Octets of the ESP packet, from SPI to ICV, that a payload becomes. */
    public int sealedLength(int payloadLength) {
        return payloadLength + overhead.added(payloadLength);
    }

    /**
     * Makes an ESP packet at the beginning of {@code esp}.
     *
     * @param sequence all 64 bits
     * @param nextHeader the protocol of the payload
     * @param length how many octets of {@code payload} there are
     * @return octets written, as {@link #sealedLength} foretells
     */
    public int seal(long sequence, int nextHeader, byte[] payload, int length, byte[] esp) {
        int text = PacketCipher.HEADER + ivOctets;
        int textLength = EspTrailer.padded(length, alignment);
        BigEndian.putInt(esp, 0, spi);
        BigEndian.putInt(esp, 4, (int) sequence);
        System.arraycopy(payload, 0, esp, text, length);
        EspTrailer.write(esp, text + length, text + textLength, nextHeader);
        cipher.seal(sequence, esp, textLength);
        return text + textLength + icvOctets;
    }

    /**
     * Checks and opens the ESP packet that stands in {@code esp} from {@code offset}.
     *
     * @param sequence all 64 bits, inferred from the replay window
     * @param text receives payload and trailer; as long as the packet is enough
     * @return octets of text, trailer included, or {@link #NOT_GENUINE}
     */
    public int open(long sequence, byte[] esp, int offset, int length, byte[] text) {
        int textLength = cipher.open(sequence, esp, offset, length, text);
        if (textLength < 0) {
            return NOT_GENUINE;
        }
        return EspTrailer.payloadLength(text, textLength) < 0 ? MALFORMED : textLength;
    }

    /** The algorithms; never a key. */
    @Override
    public String toString() {
        return "EspTransform[" + cipher + "]";
    }
}
