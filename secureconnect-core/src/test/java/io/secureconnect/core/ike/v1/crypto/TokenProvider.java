package io.secureconnect.core.ike.v1.crypto;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;

/** A provider as one of a token, or of a system's key store: its keys have no octets, and only it can sign with them. */
public final class TokenProvider extends Provider {
    @Serial
    private static final long serialVersionUID = 1;

    private static final byte[] SHA256_INFO = {
        0x30,
        0x31,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x60,
        (byte) 0x86,
        0x48,
        0x01,
        0x65,
        0x03,
        0x04,
        0x02,
        0x01,
        0x05,
        0x00,
        0x04,
        0x20
    };

    public TokenProvider() {
        super("TestToken", "1", "keys that stay where they are");
        for (String algorithm : new String[] {"NONEwithRSA", "NONEwithECDSA"}) {
            putService(
                    new Service(
                            this,
                            "Signature",
                            algorithm,
                            RawSignature.class.getName(),
                            List.of(),
                            Map.of("SupportedKeyClasses", TokenKey.class.getName())) {
                        @Override
                        public Object newInstance(Object parameter) {
                            return new RawSignature();
                        }
                    });
        }
    }

    /** A key of which nothing is known but where it lives. */
    public static PrivateKey holding(PrivateKey key) {
        return new TokenKey(key, false);
    }

    /** One whose token puts the hash into a DigestInfo, whatever it is asked for. */
    public static PrivateKey holdingWithOwnMind(PrivateKey key) {
        return new TokenKey(key, true);
    }

    /** Private key of {@link TokenProvider}. */
    @SuppressWarnings("serial")
    private static final class TokenKey implements PrivateKey {
        private final transient PrivateKey inside;
        private final boolean ownMind;

        TokenKey(PrivateKey inside, boolean ownMind) {
            this.inside = inside;
            this.ownMind = ownMind;
        }

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        @SuppressWarnings("NullAway") // as the interface has it for keys without octets
        public String getFormat() {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // as the interface has it for keys without octets
        public byte[] getEncoded() {
            return null;
        }
    }

    private static final class RawSignature extends SignatureSpi {
        private final List<Byte> message = new ArrayList<>();
        private TokenKey key;

        @Override
        protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
            if (!(given instanceof TokenKey)) {
                throw new InvalidKeyException("not in this token");
            }
            key = (TokenKey) given;
        }

        @Override
        protected void engineUpdate(byte octet) {
            message.add(octet);
        }

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                message.add(octets[i]);
            }
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            byte[] octets = new byte[message.size()];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = message.get(i);
            }
            try {
                if (key.inside.getAlgorithm().equals("EC")) {
                    Signature ec = Signature.getInstance("NONEwithECDSA", "SunEC");
                    ec.initSign(key.inside);
                    ec.update(octets);
                    return ec.sign();
                }
                Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
                rsa.init(Cipher.ENCRYPT_MODE, key.inside);
                if (key.ownMind) {
                    rsa.update(SHA256_INFO);
                }
                return rsa.doFinal(octets);
            } catch (GeneralSecurityException e) {
                throw new SignatureException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
            throw new InvalidKeyException("a token for private keys");
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
