package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The encrypted messages of one exchange, each of which takes the last block of the one before it as its IV, whoever sent that
 * (RFC 2409 appendix B). What was opened counts only after {@link #accept}, so that nobody brings both ends out of step with a
 * message of his own making. The cipher is lent. For one thread at a time.
 */
public final class IvChain {
    private static final String SECTION = "RFC 2409 appendix B";

    private static final int FLAGS_AT = 19;
    private static final int LENGTH_AT = 24;

    private final IsakmpCrypto crypto;
    private final PseudoRandomFunction hash;
    private final ChainedCipher cipher;
    private byte[] iv;
    private byte[] opened;

    private IvChain(IsakmpCrypto crypto, PseudoRandomFunction hash, ChainedCipher cipher, byte[] seed) {
        this.crypto = crypto;
        this.hash = hash;
        this.cipher = cipher;
        this.iv = Arrays.copyOf(seed, cipher.blockOctets());
        this.opened = iv;
    }

    /**
     * The chain of phase 1: its first IV is the hash of both public values.
     *
     * @param gxi body of the initiator's key exchange payload
     * @param gxr body of the responder's
     */
    public static IvChain phaseOne(
            IsakmpCrypto crypto, PseudoRandomFunction hash, ChainedCipher cipher, Bytes gxi, Bytes gxr) {
        return new IvChain(crypto, hash, cipher, crypto.hash(hash, gxi.toArray(), gxr.toArray()));
    }

    /**
     * The chain of a later exchange: its first IV is the hash of the last block of this one and the message id.
     *
     * @param messageId unsigned 32 bits, never 0
     */
    public IvChain exchange(int messageId) {
        return behind(iv, messageId);
    }

    /** The same where it tells the peer what is wrong with the message that was opened last, and is not accepted. */
    public IvChain refusal(int messageId) {
        return behind(opened, messageId);
    }

    private IvChain behind(byte[] block, int messageId) {
        byte[] id = ByteBuffer.allocate(Integer.BYTES).putInt(messageId).array();
        return new IvChain(crypto, hash, cipher, crypto.hash(hash, block, id));
    }

    /** Encrypts a message, padded with zeros; the next one follows it. */
    public Bytes seal(IsakmpHead head, List<IsakmpPayload> payloads) {
        int block = cipher.blockOctets();
        byte[] chain = IsakmpCodec.encodeChain(payloads);
        byte[] padded = Arrays.copyOf(chain, Math.max(1, (chain.length + block - 1) / block) * block);
        byte[] sealed = cipher.encrypt(iv, padded);
        byte[] header = IsakmpCodec.header(head, IsakmpCodec.firstType(payloads), IsakmpHead.OCTETS + sealed.length);
        byte[] message = Arrays.copyOf(header, header.length + sealed.length);
        System.arraycopy(sealed, 0, message, header.length, sealed.length);
        follow(message);
        return Bytes.wrap(message);
    }

    /**
     * Decrypts a message. That its payloads make sense proves nothing yet: a hash or a signature among them does. Until {@link
     * #accept} the chain stands where it stood.
     *
     * @param message whole, with its header
     */
    public IsakmpMessage open(byte[] message) throws DecodeException {
        IsakmpHead head = IsakmpCodec.peek(message);
        int length = message.length - IsakmpHead.OCTETS;
        int said = ByteBuffer.wrap(message).getInt(LENGTH_AT);
        if (said != message.length) {
            throw new DecodeException(
                    "Length",
                    LENGTH_AT,
                    "RFC 2408 §3.1",
                    Integer.toUnsignedString(said) + ", there are " + message.length);
        }
        if (!head.encrypted()) {
            throw new DecodeException(
                    "Flags", FLAGS_AT, SECTION, "the E flag is not set where a message must be encrypted");
        }
        if (length == 0 || length % cipher.blockOctets() != 0) {
            throw new DecodeException(
                    "Length",
                    IsakmpHead.OCTETS,
                    SECTION,
                    length + " encrypted octets are not whole blocks of " + cipher.blockOctets());
        }
        byte[] plaintext = cipher.decrypt(iv, Arrays.copyOfRange(message, IsakmpHead.OCTETS, message.length));
        IsakmpMessage decoded = new IsakmpMessage(
                head,
                IsakmpCodec.decodeChain(IsakmpCodec.firstType(message), plaintext)
                        .parts());
        opened = lastBlock(message);
        return decoded;
    }

    /** The message that was opened last is the peer's: the next one follows it. */
    public void accept() {
        iv = opened;
    }

    private void follow(byte[] message) {
        iv = lastBlock(message);
        opened = iv;
    }

    private byte[] lastBlock(byte[] message) {
        return Arrays.copyOfRange(message, message.length - cipher.blockOctets(), message.length);
    }
}
