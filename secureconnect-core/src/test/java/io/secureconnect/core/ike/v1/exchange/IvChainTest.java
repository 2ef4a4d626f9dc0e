package io.secureconnect.core.ike.v1.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IVs as RFC 2409 appendix B has them, against the JDK's own SHA-256 and AES. */
class IvChainTest {
    private static final byte[] KEY = "sixteen octets !".getBytes(StandardCharsets.US_ASCII);
    private static final Bytes GXI = Bytes.ofHex("0102030405");
    private static final Bytes GXR = Bytes.ofHex("f1f2f3");
    private static final int MESSAGE_ID = 0x89abcdef;
    private static final IsakmpHead HEAD = new IsakmpHead(1, 2, 0x10, 32, true, false, false, MESSAGE_ID);

    private final IsakmpCrypto crypto = new StandardIsakmpCrypto();
    private final IvChain one = chain();
    private final IvChain other = chain();

    private IvChain chain() {
        return IvChain.phaseOne(
                crypto,
                PseudoRandomFunction.HMAC_SHA2_256,
                crypto.cipher(EncryptionAlgorithm.AES_CBC_128, SecretBytes.copyOf(KEY)),
                GXI,
                GXR);
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Arrays.stream(parts).forEach(digest::update);
        return digest.digest();
    }

    private static byte[] decrypted(byte[] iv, byte[] message) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(iv, 0, 16));
        return aes.doFinal(message, IsakmpHead.OCTETS, message.length - IsakmpHead.OCTETS);
    }

    private static byte[] lastBlock(byte[] message) {
        return Arrays.copyOfRange(message, message.length - 16, message.length);
    }

    private static List<IsakmpPayload> nonce(int octets) {
        byte[] data = new byte[octets];
        Arrays.fill(data, (byte) octets);
        return List.of(new IsakmpPayload.Nonce(Bytes.wrap(data)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 12, 13, 60, 100})
    void theFirstIvIsTheHashOfBothPublicValuesAndPaddingIsZeros(int octets) throws Exception {
        byte[] sealed = one.seal(HEAD, nonce(octets)).toArray();
        byte[] plain = decrypted(sha256(GXI.toArray(), GXR.toArray()), sealed);
        byte[] chain = IsakmpCodec.encodeChain(nonce(octets));
        assertThat(plain).startsWith(chain).hasSize((chain.length + 15) / 16 * 16);
        assertThat(plain).isEqualTo(Arrays.copyOf(chain, plain.length));
        assertThat(ByteBuffer.wrap(sealed).getInt(24)).as("length").isEqualTo(sealed.length);
        assertThat(sealed[16]).as("next payload").isEqualTo((byte) 10);
    }

    @Test
    void eachMessageFollowsTheLastBlockOfTheOneBefore() throws Exception {
        byte[] first = one.seal(HEAD, nonce(20)).toArray();
        byte[] second = one.seal(HEAD, nonce(30)).toArray();
        assertThat(decrypted(lastBlock(first), second)).startsWith(IsakmpCodec.encodeChain(nonce(30)));
        other.open(first);
        other.accept();
        assertThat(other.open(second).payloads()).isEqualTo(nonce(30));
    }

    @Test
    void anExchangeBeginsWithTheHashOfTheLastBlockAndItsMessageId() throws Exception {
        byte[] last = one.seal(HEAD, nonce(20)).toArray();
        byte[] id = ByteBuffer.allocate(4).putInt(MESSAGE_ID).array();
        byte[] sealed = one.exchange(MESSAGE_ID).seal(HEAD, nonce(40)).toArray();
        assertThat(decrypted(sha256(lastBlock(last), id), sealed)).startsWith(IsakmpCodec.encodeChain(nonce(40)));
        byte[] again = one.exchange(MESSAGE_ID).seal(HEAD, nonce(40)).toArray();
        assertThat(again).as("what an exchange does leaves phase 1 alone").isEqualTo(sealed);
    }

    @Test
    void whatIsOpenedCountsOnlyWhenItIsAccepted() throws Exception {
        byte[] honest = one.seal(HEAD, nonce(20)).toArray();
        byte[] forged = honest.clone();
        forged[forged.length - 1] ^= 1;
        assertThat(other.open(forged).payloads()).as("it makes sense").hasSize(1);
        assertThat(other.open(honest).payloads()).isEqualTo(nonce(20));
        assertThat(other.open(honest).payloads()).isEqualTo(nonce(20));
        other.accept();
        byte[] next = one.seal(HEAD, nonce(30)).toArray();
        assertThat(other.open(next).payloads()).isEqualTo(nonce(30));
    }

    @Test
    void aRefusalFollowsWhatWasOpenedAndAnotherExchangeWhatWasAccepted() throws Exception {
        byte[] refused = one.seal(HEAD, nonce(20)).toArray();
        other.open(refused);
        byte[] refusal = other.refusal(MESSAGE_ID).seal(HEAD, nonce(40)).toArray();
        assertThat(one.exchange(MESSAGE_ID).open(refusal).payloads()).isEqualTo(nonce(40));
        byte[] id = ByteBuffer.allocate(4).putInt(MESSAGE_ID).array();
        byte[] iv = Arrays.copyOf(sha256(GXI.toArray(), GXR.toArray()), 16);
        byte[] elsewhere = other.exchange(MESSAGE_ID).seal(HEAD, nonce(40)).toArray();
        assertThat(decrypted(sha256(iv, id), elsewhere)).startsWith(IsakmpCodec.encodeChain(nonce(40)));
    }

    @Test
    void aWholeBlockOfPaddingAndAnyOtherIsTaken() throws Exception {
        byte[] chain = IsakmpCodec.encodeChain(nonce(12));
        byte[] padded = Arrays.copyOf(chain, 48);
        Arrays.fill(padded, 20, 48, (byte) 0x5a);
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(KEY, "AES"),
                new IvParameterSpec(sha256(GXI.toArray(), GXR.toArray()), 0, 16));
        byte[] header = IsakmpCodec.header(HEAD, 10, IsakmpHead.OCTETS + 48);
        byte[] message = Arrays.copyOf(header, header.length + 48);
        aes.doFinal(padded, 0, 48, message, header.length);
        assertThat(other.open(message).payloads()).isEqualTo(nonce(12));
    }

    @Test
    void whatIsNotOfWholeBlocksOrInClearOrOfAnotherLengthIsNotOpened() {
        byte[] sealed = one.seal(HEAD, nonce(20)).toArray();
        byte[] clear = sealed.clone();
        clear[19] = 0;
        byte[] lengthened = Arrays.copyOf(sealed, sealed.length + 16);
        byte[] shortened = sealed.clone();
        shortened[27] -= 4;
        byte[] odd = Arrays.copyOf(IsakmpCodec.header(HEAD, 10, 45), 45);
        byte[] empty = IsakmpCodec.header(HEAD, 10, IsakmpHead.OCTETS);
        for (byte[] message : List.of(clear, lengthened, shortened, odd, empty, new byte[3])) {
            assertThatThrownBy(() -> other.open(message)).isInstanceOf(DecodeException.class);
        }
    }
}
