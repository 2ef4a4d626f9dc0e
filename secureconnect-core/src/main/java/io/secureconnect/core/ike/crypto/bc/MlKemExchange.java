package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * ML-KEM (FIPS 203) as draft-ietf-ipsecme-ikev2-mlkem puts it into IKE: the initiator sends an encapsulation key, the
 * responder a ciphertext. A changed ciphertext of the right length gives another secret, so that IKE_AUTH fails.
 */
final class MlKemExchange implements KeyExchange {
    private static final int SEED_OCTETS = 64;
    private static final int MESSAGE_OCTETS = 32;

    private final KeyExchangeMethod method;
    private final MLKEMParameters parameters;

    MlKemExchange(KeyExchangeMethod method, MLKEMParameters parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Initiation initiate(RandomSource random) {
        byte[] seed = random.octets(SEED_OCTETS);
        try {
            return new Decapsulation(new MLKEMPrivateKeyParameters(parameters, seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
        byte[] key = initiatorData.toArray();
        if (!EncapsulationKeys.isLegal(key, parameters.getK())) {
            return Optional.empty();
        }
        byte[] message = random.octets(MESSAGE_OCTETS);
        SecretWithEncapsulation made =
                MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(parameters, key), message);
        Arrays.fill(message, (byte) 0);
        return Optional.of(new Response(Bytes.wrap(made.getEncapsulation()), SecretBytes.wrap(made.getSecret())));
    }

    /** The initiator's key pair; Bouncy Castle's object is the only one that has the private part. */
    private final class Decapsulation implements Initiation {
        private final MLKEMPrivateKeyParameters key;
        private final Bytes data;

        Decapsulation(MLKEMPrivateKeyParameters key) {
            this.key = key;
            this.data = Bytes.wrap(key.getPublicKey());
        }

        @Override
        public Bytes data() {
            return data;
        }

        @Override
        public Optional<SecretBytes> complete(Bytes peerData) {
            return peerData.length() == parameters.getEncapsulationLength()
                    ? Optional.of(SecretBytes.wrap(new MLKEMExtractor(key).extractSecret(peerData.toArray())))
                    : Optional.empty();
        }

        @Override
        public void close() {
            key.destroy();
        }
    }
}
