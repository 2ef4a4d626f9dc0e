package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.jdk.ModpExchange;
import io.secureconnect.core.ike.crypto.jdk.SymmetricAlgorithms;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;

/** Each algorithm from the provider that does it best. Made once for an engine; its sessions share the objects. */
public final class StandardIkeCrypto implements IkeCrypto {
    private final SymmetricAlgorithms symmetric = new SymmetricAlgorithms();
    private final Map<KeyExchangeMethod, KeyExchange> exchanges = new EnumMap<>(KeyExchangeMethod.class);

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return symmetric.prf(function);
    }

    @Override
    public MessageCipher cipher(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey) {
        return symmetric.cipher(encryption, integrity, encryptionKey, integrityKey);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return exchanges.computeIfAbsent(method, StandardIkeCrypto::exchange);
    }

    @Override
    public byte[] sha1(byte[]... parts) {
        return symmetric.sha1(parts);
    }

    private static KeyExchange exchange(KeyExchangeMethod method) {
        return switch (method) {
            case MODP_2048 -> modp(method, DHStandardGroups.rfc3526_2048, 256);
            case MODP_3072 -> modp(method, DHStandardGroups.rfc3526_3072, 320);
            case MODP_4096 -> modp(method, DHStandardGroups.rfc3526_4096, 384);
            case ECP_256 -> new EcpExchange(method, PrimeCurve.P256);
            case ECP_384 -> new EcpExchange(method, PrimeCurve.P384);
            case ECP_521 -> new EcpExchange(method, PrimeCurve.P521);
            case X25519 -> new MontgomeryExchange(MontgomeryCurve.X25519_CURVE);
            case X448 -> new MontgomeryExchange(MontgomeryCurve.X448_CURVE);
            case ML_KEM_768 -> new MlKemExchange(method, MLKEMParameters.ml_kem_768);
            case ML_KEM_1024 -> new MlKemExchange(method, MLKEMParameters.ml_kem_1024);
        };
    }

    private static KeyExchange modp(KeyExchangeMethod method, DHParameters group, int exponentBits) {
        return new ModpExchange(method, group.getP(), exponentBits);
    }
}
