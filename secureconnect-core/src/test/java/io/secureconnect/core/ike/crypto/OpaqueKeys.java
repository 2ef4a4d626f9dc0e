package io.secureconnect.core.ike.crypto;

import io.secureconnect.api.auth.StoredPrivateKey;
import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A provider whose keys never leave it, as that of a key store of a system: no octets, no numbers, and only those signatures
 * that it was made with. Need not be installed.
 */
public final class OpaqueKeys extends Provider {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> made = new ArrayList<>();

    /** @param algorithms Java's names of signatures */
    public OpaqueKeys(String... algorithms) {
        super("OpaqueKeys", "1", "keys that stay where they are");
        for (String algorithm : algorithms) {
            putService(
                    new Service(
                            this,
                            "Signature",
                            algorithm,
                            Inside.class.getName(),
                            List.of(),
                            Map.of("SupportedKeyClasses", OpaqueKey.class.getName())) {
                        @Override
                        public Object newInstance(@Nullable Object parameter) {
                            return new Inside(algorithm, made);
                        }
                    });
        }
    }

    /** A key that knows this provider. */
    public PrivateKey holding(PrivateKey key) {
        return new NamedKey(key, this);
    }

    /** A key that Java has to find the provider of, by its class. */
    public static PrivateKey unnamed(PrivateKey key) {
        return new OpaqueKey(key);
    }

    /** The algorithms of the signatures that were made, in their order. */
    public List<String> made() {
        return List.copyOf(made);
    }

    /** Shows nothing but its kind. */
    @SuppressWarnings("serial")
    private static class OpaqueKey implements PrivateKey {
        private final transient PrivateKey inside;

        OpaqueKey(PrivateKey inside) {
            this.inside = inside;
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

    /** Private key of a provider that need not be installed. */
    @SuppressWarnings("serial")
    private static final class NamedKey extends OpaqueKey implements StoredPrivateKey {
        private final transient Provider provider;

        NamedKey(PrivateKey inside, Provider provider) {
            super(inside);
            this.provider = provider;
        }

        @Override
        public Provider provider() {
            return provider;
        }
    }

    /** Takes parameters after the key only. */
    private static final class Inside extends SignatureSpi {
        private final String algorithm;
        private final List<String> made;
        private final List<Byte> message = new ArrayList<>();
        private @Nullable OpaqueKey key;
        private @Nullable AlgorithmParameterSpec parameters;

        Inside(String algorithm, List<String> made) {
            this.algorithm = algorithm;
            this.made = made;
        }

        @Override
        protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
            if (!(given instanceof OpaqueKey)) {
                throw new InvalidKeyException("not in here");
            }
            key = (OpaqueKey) given;
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec given) throws InvalidAlgorithmParameterException {
            if (key == null) {
                throw new InvalidAlgorithmParameterException("the key first");
            }
            parameters = given;
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
            OpaqueKey signing = key;
            if (signing == null) {
                throw new SignatureException("the key first");
            }
            try {
                byte[] signature = sign(signing.inside, octets);
                made.add(algorithm);
                return signature;
            } catch (GeneralSecurityException e) {
                throw new SignatureException(e);
            }
        }

        private byte[] sign(PrivateKey inside, byte[] octets) throws GeneralSecurityException {
            if (algorithm.equals("NONEwithRSA")) {
                Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
                rsa.init(Cipher.ENCRYPT_MODE, inside);
                return rsa.doFinal(octets);
            }
            Signature outer = Signature.getInstance(algorithm, algorithm.contains("ECDSA") ? "SunEC" : "SunRsaSign");
            outer.initSign(inside);
            if (parameters != null) {
                outer.setParameter(parameters);
            }
            outer.update(octets);
            return outer.sign();
        }

        @Override
        protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
            throw new InvalidKeyException("for private keys");
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
