package io.secureconnect.windows.wfp;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.List;
import java.util.Optional;

/**
 * How the parties show who they are: {@code IKEEXT_AUTHENTICATION_METHOD2}. Dispatch on {@link #type()}; the family is closed.
 */
public sealed interface AuthenticationMethod {
    @SdkName("IKEEXT_PRESHARED_KEY")
    int PRESHARED_KEY = 0;

    /** By RSA. */
    @SdkName("IKEEXT_CERTIFICATE")
    int CERTIFICATE = 1;

    @SdkName("IKEEXT_CERTIFICATE_ECDSA_P256")
    int CERTIFICATE_ECDSA_P256 = 7;

    @SdkName("IKEEXT_CERTIFICATE_ECDSA_P384")
    int CERTIFICATE_ECDSA_P384 = 8;

    /** {@code IKEEXT_AUTHENTICATION_METHOD_TYPE}. */
    int type();

    Struct<AuthenticationMethod> STRUCT = struct();

    private static Struct<AuthenticationMethod> struct() {
        Union<AuthenticationMethod> union = Union.of(
                (m, v) -> v,
                List.of(
                        new Arm<>(
                                PRESHARED_KEY,
                                PresharedKey.STRUCT.blank(),
                                (m, v) ->
                                        m.struct("presharedKeyAuthentication", PresharedKey.STRUCT, (PresharedKey) v)),
                        new Arm<>(
                                CERTIFICATE,
                                new Certificate(CERTIFICATE, CertificateAuthentication.STRUCT.blank()),
                                (m, v) -> new Certificate(
                                        v.type(),
                                        m.struct(
                                                "certificateAuthentication",
                                                CertificateAuthentication.STRUCT,
                                                ((Certificate) v).authentication())))));
        return Struct.of("IKEEXT_AUTHENTICATION_METHOD2", PresharedKey.STRUCT.blank(), (m, v) -> {
            int type = m.u32("authenticationMethodType", v.type());
            boolean ecdsa = type == CERTIFICATE_ECDSA_P256 || type == CERTIFICATE_ECDSA_P384;
            AuthenticationMethod method = m.union(union, ecdsa ? CERTIFICATE : type, v);
            if (method instanceof Certificate certificate && ecdsa) {
                return new Certificate(type, certificate.authentication());
            }
            return method.type() == type ? method : new Other(type);
        });
    }

    /**
     * By a key that both know: {@code IKEEXT_PRESHARED_KEY_AUTHENTICATION1}.
     *
     * @param key octets as they are; lent while they are written, empty if it was read from Windows
     */
    record PresharedKey(Optional<SecretBytes> key, int flags) implements AuthenticationMethod {
        public static final Struct<PresharedKey> STRUCT = Struct.of(
                "IKEEXT_PRESHARED_KEY_AUTHENTICATION1",
                new PresharedKey(Optional.empty(), 0),
                (m, v) -> new PresharedKey(m.struct("presharedKey", Plain.KEY_BLOB, v.key), m.u32("flags", v.flags)));

        public static PresharedKey of(SecretBytes key) {
            return new PresharedKey(Optional.of(key), 0);
        }

        @Override
        public int type() {
            return PRESHARED_KEY;
        }
    }

    /**
     * By certificates.
     *
     * @param type which kind of signature: {@link #CERTIFICATE} or one of those with ECDSA
     */
    record Certificate(int type, CertificateAuthentication authentication) implements AuthenticationMethod {}

    /** One that this build does not read, which only others have. */
    record Other(int type) implements AuthenticationMethod {}
}
